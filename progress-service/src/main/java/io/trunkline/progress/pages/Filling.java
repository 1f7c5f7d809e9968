package io.trunkline.progress.pages;

import io.trunkline.progress.pages.ActForm.Choice;
import io.trunkline.progress.pages.ActForm.Field;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** What the form of an act asks, and what its answers are in the journal. */
interface Filling {

  /** What it does, and what it cannot. */
  String lead();

  /** How it stands without this; empty where there is nothing to say. */
  default String now() {
    return "";
  }

  /** That it is about; empty for none in particular. */
  default String exercise() {
    return "";
  }

  default List<Choice> choices() {
    return List.of();
  }

  /** Whether there is anything to send. */
  default boolean sends() {
    return true;
  }

  /** That it corrects; 0 for a new entry. */
  default long revision() {
    return 0;
  }

  List<Field> fields();

  /**
   * What is to be recorded, but for its author; what policy forbids is wrong here already.
   *
   * @param opened when the form was
   */
  Map<String, Object> read(Entered entered, OffsetDateTime opened);

  /** Unlike {@code toString()}, never without the seconds, which a moment of the journal has. */
  static String moment(OffsetDateTime at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
  }
}
