package io.trunkline.progress.rules;

import java.util.List;

/** Sides that stay unequal are something for the coach. */
final class WatchTheSides implements Remark {

  @Override
  public About about() {
    return About.of(
        150,
        "N-SIDES",
        "More than 25 percent between the sides in three sessions in a row is for the coach to see.");
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    Policy.Sides sides = s.policy().sides();
    List<Base.Seen> seen = s.seen();
    if (!s.exercise().perSide() || seen.size() < sides.sessions()) {
      return List.of();
    }
    boolean unequal =
        seen.subList(seen.size() - sides.sessions(), seen.size()).stream()
            .allMatch(e -> e.attempt().sideDifferencePercent() > sides.differencePercent());
    return unequal
        ? List.of(said("Your sides differ a good deal; show your coach. The weaker side decides."))
        : List.of();
  }
}
