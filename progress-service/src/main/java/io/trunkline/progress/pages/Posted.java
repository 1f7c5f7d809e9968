package io.trunkline.progress.pages;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;

/**
 * What was typed into a form, as it came: anything may be missing, and none of it is checked.
 *
 * @param sent false where the form is only opened
 */
record Posted(boolean sent, Map<String, List<String>> typed) {

  /**
   * Before anything is typed.
   *
   * @param exercise null where none was asked for
   */
  static Posted nothing(String exercise) {
    return new Posted(false, exercise == null ? Map.of() : Map.of("exercise", List.of(exercise)));
  }

  /** As it was sent; null where nothing was. */
  static Posted of(MultivaluedMap<String, String> form) {
    return new Posted(true, form == null ? Map.of() : form);
  }

  /** As it was typed; null where nothing was, not even nothing. */
  String raw(String field) {
    return typed.containsKey(field) ? typed.get(field).get(0) : null;
  }

  /** Without what nobody meant to type; never null. */
  String text(String field) {
    String raw = raw(field);
    return raw == null ? "" : raw.strip();
  }

  /** That is corrected or taken back; 0 where none is named. */
  long revision() {
    String typed = text("revision");
    return typed.matches("[0-9]{1,18}") ? Long.parseLong(typed) : 0;
  }

  /** Of a field that may be there often. */
  List<String> all(String field) {
    return typed.getOrDefault(field, List.of());
  }
}
