package io.trunkline.progress.rules;

import java.util.List;

/** A rule that binds no number: it tells a person something beside the dose. */
interface Remark extends Rule {

  /** What to say, if anything. */
  List<Said> ask(Situation situation, Answering answer);

  /** A remark under this rule's id and with its citations. */
  default Said said(String text) {
    return new Said(id(), text, about().cites());
  }

  /** Words for a person, who says them and on what grounds. */
  record Said(String rule, String text, List<String> cites) {}
}
