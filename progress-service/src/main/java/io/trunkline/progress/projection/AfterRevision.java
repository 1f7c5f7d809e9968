package io.trunkline.progress.projection;

import io.trunkline.progress.Identifier;
import io.trunkline.progress.Problems;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A caller's own write, as session-service answered it: {@code session/s1@2} of an athlete. */
public record AfterRevision(String athlete, String kind, String entryId, long revision) {

  /** More would be a report, not a read of one's own writes. */
  private static final int MAX = 20;

  private static final String ENTRY = "([a-z][a-z-]{0,31})/([^/@]+)@([1-9][0-9]{0,17})";
  private static final Pattern SHORT = Pattern.compile("()" + ENTRY);
  private static final Pattern LONG = Pattern.compile("([^/@]+)/" + ENTRY);

  /** For a read about one athlete: {@code kind/id@revision}. */
  static List<AfterRevision> of(String athlete, List<String> values) {
    return atMost(values).stream()
        .map(
            value ->
                read(SHORT.matcher(value), "kind/id@revision, for example session/s1@2", athlete))
        .toList();
  }

  /** For a read about several: {@code athlete/kind/id@revision}. */
  public static List<AfterRevision> ofAnybody(List<String> values) {
    return atMost(values).stream()
        .map(
            value ->
                read(
                    LONG.matcher(value),
                    "athlete/kind/id@revision here, for example a-17/session/s1@2",
                    null))
        .toList();
  }

  private static List<String> atMost(List<String> values) {
    if (values.size() > MAX) {
      throw Problems.badParameter("after", "At most " + MAX + " revisions can be waited for.");
    }
    return values;
  }

  private static AfterRevision read(Matcher form, String meant, String athlete) {
    if (form.matches()) {
      String whose = athlete == null ? form.group(1) : athlete;
      if (Identifier.valid(whose) && Identifier.valid(form.group(3))) {
        return new AfterRevision(
            whose, form.group(2), form.group(3), Long.parseLong(form.group(4)));
      }
    }
    throw Problems.badParameter(
        "after", "after is " + meant + ", with the revision the write answered.");
  }
}
