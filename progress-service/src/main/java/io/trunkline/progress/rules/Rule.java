package io.trunkline.progress.rules;

import java.util.List;

/** Anything that has a line in the rule table. */
interface Rule {

  About about();

  default String id() {
    return about().id();
  }

  /**
   * A rule's line in the table.
   *
   * @param order place in the table
   * @param id as answers name it
   * @param sentence what it says, in one sentence
   * @param cites lines of articles; with {@code external} empty as well: Trunkline's choice
   * @param external references that are not articles
   */
  record About(int order, String id, String sentence, List<String> cites, List<String> external) {
    static About of(int order, String id, String sentence, String... cites) {
      return new About(order, id, sentence, List.of(cites), List.of());
    }

    /** The same line on the strength of other citations. */
    About citing(List<String> others) {
      return new About(order, id, sentence, others, external);
    }

    /** The same line with these external references. */
    About and(String... references) {
      return new About(order, id, sentence, cites, List.of(references));
    }
  }
}
