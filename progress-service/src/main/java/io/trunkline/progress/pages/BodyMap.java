package io.trunkline.progress.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plain figure from the front and from behind, with parts marked. The words stand beside it: a
 * region the figure does not have is named there and drawn nowhere.
 */
public record BodyMap(List<Part> front, List<Part> back) {

  /**
   * A rounded box.
   *
   * @param css how it is marked, or empty
   */
  public record Part(String css, int x, int y, int width, int height, int round) {}

  private record Shape(String region, int x, int y, int width, int height, int round) {}

  /** Belongs to the figure and to no region. */
  private static final String PLAIN = "";

  // Boxes from the middle line of a figure of 70 by 222; those beside it are drawn on both sides.
  private static final List<Shape> BOTH =
      List.of(
          new Shape(PLAIN, -11, 3, 22, 24, 11),
          new Shape("neck", -5, 29, 10, 9, 4),
          new Shape("shoulders", -29, 40, 14, 14, 7),
          new Shape("arms", -31, 56, 11, 28, 5),
          new Shape("forearms", -32, 87, 10, 28, 5),
          new Shape(PLAIN, -32, 118, 9, 10, 4),
          new Shape(PLAIN, -16, 211, 13, 8, 4));
  private static final List<Shape> FRONT =
      List.of(
          new Shape("chest", -13, 41, 26, 22, 7),
          new Shape("abdomen", -13, 65, 26, 26, 7),
          new Shape("hips", -16, 93, 32, 17, 8),
          new Shape("quadriceps", -16, 113, 15, 40, 7),
          new Shape("knees", -15, 156, 13, 12, 6),
          new Shape(PLAIN, -14, 171, 12, 37, 6));
  private static final List<Shape> BACK =
      List.of(
          new Shape("upper-back", -13, 41, 26, 27, 7),
          new Shape("lower-back", -13, 70, 26, 21, 7),
          new Shape("glutes", -16, 93, 32, 20, 9),
          new Shape("hamstrings", -16, 116, 15, 40, 7),
          new Shape("calves", -15, 160, 13, 48, 6));

  /** What hurts: where a professional has to be asked stands out more than a rest. */
  static BodyMap ofAches(List<AthletePage.Ache> aches) {
    return of(
        region ->
            aches.stream()
                .filter(ache -> ache.part() == null || same(ache.part(), region))
                .map(AthletePage.Ache::tone)
                .sorted()
                .findFirst()
                .map(tone -> "hurt tone-" + tone.css())
                .orElse(""));
  }

  /** What an exercise works, by the role of each region. */
  static BodyMap ofRoles(Map<String, String> roles) {
    return of(
        region ->
            roles.entrySet().stream()
                .filter(role -> same(role.getKey(), region))
                .findFirst()
                .map(role -> "role-" + role.getValue().toLowerCase(Locale.ROOT))
                .orElse(""));
  }

  /** Some say one knee. */
  private static boolean same(String named, String drawn) {
    return drawn.equals(named) || drawn.equals(named + "s");
  }

  @FunctionalInterface
  private interface Marking {
    String of(String region);
  }

  private static BodyMap of(Marking marking) {
    return new BodyMap(drawn(FRONT, marking), drawn(BACK, marking));
  }

  private static List<Part> drawn(List<Shape> own, Marking marking) {
    List<Part> parts = new ArrayList<>();
    for (List<Shape> shapes : List.of(BOTH, own)) {
      for (Shape shape : shapes) {
        String css = shape.region().equals(PLAIN) ? "" : marking.of(shape.region());
        parts.add(part(css, shape.x(), shape));
        if (shape.x() + shape.width() <= 0) {
          parts.add(part(css, -shape.x() - shape.width(), shape));
        }
      }
    }
    return parts;
  }

  private static Part part(String css, int x, Shape shape) {
    return new Part(css, x, shape.y(), shape.width(), shape.height(), shape.round());
  }
}
