package io.trunkline.progress.recommendation;

import io.trunkline.progress.Identifier;
import io.trunkline.progress.Problems;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A caller's own write, as session-service answered it: {@code session/s1@2}. */
record AfterRevision(String kind, String entryId, long revision) {

  /** More would be a report, not a read of one's own writes. */
  private static final int MAX = 20;

  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z-]{0,31})/([^/@]+)@([1-9][0-9]{0,17})");

  static List<AfterRevision> all(List<String> values) {
    if (values.size() > MAX) {
      throw Problems.badParameter("after", "At most " + MAX + " revisions can be waited for.");
    }
    return values.stream().map(AfterRevision::of).toList();
  }

  private static AfterRevision of(String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches() || !Identifier.valid(form.group(2))) {
      throw Problems.badParameter(
          "after",
          "after is kind/id@revision, for example session/s1@2, as the write answered it.");
    }
    return new AfterRevision(form.group(1), form.group(2), Long.parseLong(form.group(3)));
  }
}
