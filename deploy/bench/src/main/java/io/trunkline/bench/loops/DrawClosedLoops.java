package io.trunkline.bench.loops;

import io.trunkline.bench.Shipped;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lives every athlete's two years with every exercise and draws them on one page. */
public final class DrawClosedLoops {

  /** One of each family. */
  static final List<String> EXERCISES =
      List.of("back-extension", "trunk-lift", "lower-trunk-rotation", "deadlift");

  private static final Path PAGE = Path.of("target/closed-loops/index.html");

  private DrawClosedLoops() {}

  public static void main(String[] args) throws IOException {
    Catalogue catalogue = Shipped.catalogue();
    Policy policy = Shipped.policy();
    List<Life> lives = new ArrayList<>();
    for (String exercise : EXERCISES) {
      for (Athlete athlete : Athlete.values()) {
        lives.add(ClosedLoop.live(athlete, exercise, catalogue, policy));
      }
    }
    Files.createDirectories(PAGE.getParent());
    Files.writeString(PAGE, Page.of(lives, policy));
    System.out.println(PAGE.toAbsolutePath());
  }
}
