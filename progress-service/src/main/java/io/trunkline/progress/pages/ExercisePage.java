package io.trunkline.progress.pages;

import java.util.List;

/**
 * One exercise of an athlete.
 *
 * @param chart what the chart is drawn from, JSON
 * @param has which charts there is something to draw for
 */
public record ExercisePage(
    String lang,
    String athlete,
    String exercise,
    String name,
    DoseView dose,
    String chart,
    List<Choice> has,
    List<Session> sessions,
    List<Earlier> decisions) {

  /** A chart to choose. */
  public record Choice(String key, String label, boolean first) {}

  /** A session as a row. */
  public record Session(
      String day,
      int sets,
      String reps,
      String load,
      String hold,
      String variation,
      String volume,
      String advised,
      Tone tone) {}

  /** A decision that was made. */
  public record Earlier(long revision, String day, Tone tone, String text) {}
}
