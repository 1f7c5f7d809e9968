package io.trunkline.session.importing;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.trunkline.session.entries.Problems;
import java.util.List;
import java.util.stream.Stream;

/** Why a whole file is refused; nothing of it was stored. */
final class ImportProblems {

  private static final int NAMED_COLUMNS = 30;

  private ImportProblems() {}

  static HttpProblem unreadable(String detail) {
    return Problems.problem(422, "unreadable-import", "The file cannot be imported")
        .withDetail(detail)
        .build();
  }

  static HttpProblem unknownHeader(List<String> header) {
    List<String> named =
        header.stream().limit(NAMED_COLUMNS).map(name -> Cells.cut(name, 60)).toList();
    return Problems.problem(422, "unreadable-import", "No known tracker writes this header")
        .withDetail(
            "The first row must be the header of an export of "
                + String.join(", ", Stream.of(Tracker.values()).map(Tracker::wireName).toList())
                + ". Found were the columns: "
                + String.join(" | ", named))
        .with("columns", named)
        .build();
  }

  static HttpProblem otherFormat(String asked, Tracker found) {
    return Problems.problem(422, "unreadable-import", "The file is from another tracker")
        .withDetail(
            "You named "
                + asked
                + ", but the header is one of "
                + found.wireName()
                + ". Send format="
                + found.wireName()
                + ", or leave it out.")
        .with("found", found.wireName())
        .build();
  }

  static HttpProblem unitMissing() {
    return Problems.problem(422, "unreadable-import", "The file does not say kg or lb")
        .withDetail(
            "Its loads have no unit, and the athlete's screening names none. Send unit=kg or"
                + " unit=lb, as the tracker was set.")
        .build();
  }
}
