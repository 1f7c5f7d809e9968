package io.trunkline.progress.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A form by which a coach acts, as it is shown.
 *
 * @param lead what it does, and what it cannot
 * @param now what is advised without it; may be empty
 * @param id of the entry it will be, chosen before it is sent, so that it is one however often it
 *     is sent
 * @param moment when it was opened, which is when the entry says it was
 * @param revision that it corrects; 0 for a new entry
 * @param choices of the exercise, as other addresses of the same form
 * @param trouble why nothing was recorded; empty at first
 * @param submit on the button; empty where there is nothing to send
 */
public record ActForm(
    String lang,
    String athlete,
    String title,
    String lead,
    String now,
    String formToken,
    String id,
    String moment,
    String exercise,
    String unit,
    long revision,
    List<Choice> choices,
    List<Field> fields,
    String trouble,
    String submit) {

  /** The same form for something else. */
  public record Choice(String label, String link, boolean chosen) {}

  /** How a field is filled in. */
  public enum Shape {
    WHOLE,
    DECIMAL,
    DAY,
    MOMENT,
    TEXT,
    SELECT,
    RADIO,
    CHECKS
  }

  /** One of those a field chooses from. */
  public record Option(String value, String label, boolean chosen) {

    static Option of(String value, String label, String chosen) {
      return new Option(value, label, value.equals(chosen));
    }
  }

  /**
   * A field.
   *
   * @param unit behind the value; may be empty
   * @param error what is wrong; empty while nothing is
   * @param detail the journal's own words for it, which are English; may be empty
   */
  public record Field(
      String name,
      Shape shape,
      String label,
      String hint,
      String unit,
      String value,
      boolean required,
      List<Option> options,
      String error,
      String detail) {

    /** In the template. */
    public String kind() {
      return shape.name();
    }

    /** What describes it, by id. */
    public String describedBy() {
      List<String> ids = new ArrayList<>();
      if (!hint.isEmpty()) {
        ids.add("hint-" + name);
      }
      if (!error.isEmpty()) {
        ids.add("error-" + name);
      }
      return String.join(" ", ids);
    }

    Field hint(String text) {
      return new Field(name, shape, label, text, unit, value, required, options, error, detail);
    }

    Field in(String symbol) {
      return new Field(name, shape, label, hint, symbol, value, required, options, error, detail);
    }

    Field mandatory() {
      return new Field(name, shape, label, hint, unit, value, true, options, error, detail);
    }

    Field with(List<Option> choices) {
      return new Field(name, shape, label, hint, unit, value, required, choices, error, detail);
    }

    private Field wrong(String why, String words) {
      return new Field(name, shape, label, hint, unit, value, required, options, why, words);
    }
  }

  static Field field(Shape shape, String name, String label, String value) {
    return new Field(
        name,
        shape,
        label,
        "",
        "",
        Objects.requireNonNullElse(value, ""),
        false,
        List.of(),
        "",
        "");
  }

  /** Why nothing was recorded. */
  ActForm troubled(String why) {
    return new ActForm(
        lang, athlete, title, lead, now, formToken, id, moment, exercise, unit, revision, choices,
        fields, why, submit);
  }

  /** With what is wrong beside the fields it is wrong in. */
  ActForm wrong(List<Wrong> wrongs) {
    List<Field> marked = new ArrayList<>();
    for (Field field : fields) {
      Optional<Wrong> found =
          wrongs.stream().filter(one -> one.field().equals(field.name())).findFirst();
      marked.add(found.map(one -> field.wrong(one.why(), one.detail())).orElse(field));
    }
    return new ActForm(
        lang, athlete, title, lead, now, formToken, id, moment, exercise, unit, revision, choices,
        marked, trouble, submit);
  }

  /** What is wrong with a field. */
  record Wrong(String field, String why, String detail) {
    Wrong(String field, String why) {
      this(field, why, "");
    }
  }
}
