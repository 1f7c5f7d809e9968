package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Family;
import io.trunkline.progress.rules.Exercise.Relation;
import java.util.List;
import java.util.Optional;

/** A barbell lift that merely felt uncomfortable: the gentler one of the same movement. */
final class OfferGentlerSwap implements Remark {

  static final OfferGentlerSwap RULE = new OfferGentlerSwap();

  private OfferGentlerSwap() {}

  @Override
  public About about() {
    return About.of(
        130,
        "N-SWAP",
        "A deadlift that felt uncomfortable, with nothing aching, brings the trap bar as an offer.",
        "BE:75",
        "BE:84");
  }

  /** The substitute to offer, if the last session was uncomfortable and no report is open. */
  static Optional<Relation> substitute(Situation s, Answering answer) {
    boolean uncomfortable = !s.neverDone() && s.base().last().attempt().uncomfortable();
    boolean open =
        answer.bounds().stream().anyMatch(b -> b.cap() instanceof ReturnLighter)
            || s.hitting().stream().anyMatch(r -> r.stop() || r.restsOn(s.today()));
    if (s.exercise().family() != Family.BARBELL || !uncomfortable || open || answer.resting()) {
      return Optional.empty();
    }
    return s.exercise().relations().stream()
        .filter(relation -> relation.relation().equals("SUBSTITUTE"))
        .findFirst();
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    return substitute(s, answer)
        .map(
            to ->
                List.of(said("It felt uncomfortable: " + to.to() + " is gentler; see alternates.")))
        .orElse(List.of());
  }
}
