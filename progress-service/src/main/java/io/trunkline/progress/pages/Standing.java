package io.trunkline.progress.pages;

import io.trunkline.progress.journal.Entry;
import io.trunkline.progress.journal.EntryReading;
import io.trunkline.progress.json.Fields;
import io.trunkline.progress.json.Malformed;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.wording.ActTexts;
import io.trunkline.progress.wording.Texts;
import io.trunkline.progress.wording.Words;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An entry by which a person bounds or opens an athlete's training, as it stands in the journal.
 *
 * @param author null where the entry names none
 * @param said the reason or remark; empty without one
 */
record Standing(History.Fact fact, String author, String said) {

  /** Newest first; those that have ended, and positions that another followed, too. */
  static List<Standing> of(Connection connection, String tenant, String athlete)
      throws SQLException {
    String sql =
        """
        SELECT type, entry_id, revision, body FROM log_entry
        WHERE tenant = ? AND athlete = ? AND kind IN ('directive', 'clearance', 'screening')
          AND NOT deleted
        """;
    List<Standing> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setString(2, athlete);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          byte[] body = rows.getBytes(4);
          Entry entry =
              EntryReading.read(rows.getString(1), rows.getString(2), rows.getLong(3), body);
          Fields fields = Fields.of(body);
          String said = fields.textOrNull("reason");
          all.add(
              new Standing(
                  entry.fact(),
                  fields.textOrNull("author"),
                  Objects.requireNonNullElse(said == null ? fields.textOrNull("note") : said, "")));
        }
      }
    } catch (Malformed impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
    all.sort(
        (one, other) -> {
          int newer = other.fact().at().toInstant().compareTo(one.fact().at().toInstant());
          return newer == 0
              ? one.fact().ref().entry().compareTo(other.fact().ref().entry())
              : newer;
        });
    return all;
  }

  EntryKind kind() {
    return fact instanceof History.Directive
        ? EntryKind.DIRECTIVE
        : fact instanceof History.Clearance ? EntryKind.CLEARANCE : EntryKind.SCREENING;
  }

  String entry() {
    return fact.ref().entry();
  }

  boolean ofHealth() {
    return !(fact instanceof History.Directive directive) || directive.type() == History.Order.REST;
  }

  /** Null without an end. */
  LocalDate until() {
    if (fact instanceof History.Clearance clearance) {
      return clearance.until();
    }
    return fact instanceof History.Directive directive ? directive.until() : null;
  }

  boolean holdsOn(LocalDate day) {
    return until() == null || !until().isBefore(day);
  }

  /** What it is, and of what. */
  String title(Words words) {
    ActTexts says = words.acting();
    if (fact instanceof History.Clearance clearance) {
      String by =
          clearance.by() == History.Professional.PHYSICIAN
              ? says.physician()
              : says.physiotherapist();
      return says.cleared(by) + " · " + whereof(clearance.region(), clearance.exercise(), words);
    }
    if (fact instanceof History.Directive directive) {
      String what =
          switch (directive.type()) {
            case CEILING -> says.ceiling_word();
            case POSITION -> says.position_word();
            case REST -> says.rest_word();
            case DAILY -> says.daily_word();
          };
      boolean report = directive.report() != null;
      return report
          ? what
          : what + " · " + whereof(directive.region(), directive.exercise(), words);
    }
    return says.screening_word();
  }

  private static String whereof(String region, String exercise, Words words) {
    if (exercise != null) {
      return words.exercise(exercise);
    }
    return region == null ? words.acting().everything() : words.region(region);
  }

  /** The numbers, or answers, in words. */
  String content(Words words) {
    ActTexts says = words.acting();
    if (fact instanceof History.Screening screening) {
      return screening.backHistory().isEmpty()
          ? says.trouble_no()
          : String.join(", ", screening.backHistory().stream().map(says::back_trouble).toList());
    }
    if (fact instanceof History.Clearance clearance) {
      return limits(clearance.limits(), words);
    }
    History.Directive directive = (History.Directive) fact;
    return directive.days() == null
        ? limits(directive.limits(), words)
        : says.whole_days(String.valueOf(directive.days()));
  }

  private static String limits(History.Limits limits, Words words) {
    Texts texts = words.texts();
    List<String> parts = new ArrayList<>();
    part(parts, texts.sets(), limits.sets());
    part(parts, texts.reps(), limits.reps());
    if (limits.load() != null) {
      parts.add(
          texts.load()
              + " "
              + words.decimal(limits.load().value())
              + " "
              + limits.load().unit().symbol());
    }
    part(parts, texts.hold(), limits.holdSeconds());
    if (limits.variation() != null) {
      parts.add(texts.variation() + " " + limits.variation().replace('-', ' '));
    }
    part(parts, texts.times(), limits.timesPerDay());
    return String.join(" · ", parts);
  }

  private static void part(List<String> parts, String name, Integer value) {
    if (value != null) {
      parts.add(name + " " + value);
    }
  }
}
