package io.trunkline.session.entries;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An athlete's sessions, newest start first; sessions that start at the same moment by id, last
 * first.
 */
@Singleton
class FindSessions {

  static final int MAX_LIMIT = 100;
  private static final int MAX_DAYS = 400;

  private static final String SESSIONS =
      "SELECT "
          + JournalEntry.COLUMNS
          + " FROM entry e WHERE e.tenant = ? AND e.athlete = ? AND e.kind = 'session' AND NOT e.deleted";

  /** The athlete's day is the one their clock showed: the first ten characters of the moment. */
  private static final String LOCAL_DAY =
      "left(convert_from(e.body, 'UTF8')::jsonb ->> 'startedAt', 10)";

  private static final String WITH_EXERCISE =
      " AND convert_from(e.body, 'UTF8')::jsonb -> 'exercises' @>"
          + " jsonb_build_array(jsonb_build_object('exercise', ?::text))";

  private final Transactions transactions;

  FindSessions(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * One page.
   *
   * @param next cursor of the page after this one; null at the end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(
      List<Item> items,
      @Schema(description = "Send it as cursor to read on. Absent on the last page.")
          String next) {}

  /** A session on a page. */
  record Item(
      @Schema(description = "Id of the session.", examples = "s1") String id,
      @Schema(description = "Its revision.", examples = "1") long revision,
      @Schema(description = "When this revision was recorded, in UTC.") String recordedAt,
      @Schema(
              description = "The session as stored.",
              ref = "/schemas/session.session-recorded.v1.schema.json")
          @JsonRawValue
          String body) {}

  /**
   * What to look for; null where it does not matter.
   *
   * @param from first local day
   * @param to last local day
   */
  record Question(
      String tenant,
      String athlete,
      LocalDate from,
      LocalDate to,
      String exercise,
      String cursor,
      int limit) {}

  Page ask(Question question) {
    if (question.from() != null
        && question.to() != null
        && ChronoUnit.DAYS.between(question.from(), question.to()) > MAX_DAYS) {
      throw Problems.badParameter("to", "Ask for at most " + MAX_DAYS + " days at once.");
    }
    StringBuilder sql = new StringBuilder(SESSIONS);
    List<Object> values = new ArrayList<>(List.of(question.tenant(), question.athlete()));
    if (question.from() != null) {
      // The first condition is for the index: no offset is further than 18 hours from UTC.
      sql.append(" AND e.happened_at >= ? AND ").append(LOCAL_DAY).append(" >= ?");
      values.add(question.from().minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
      values.add(question.from().toString());
    }
    if (question.to() != null) {
      sql.append(" AND e.happened_at < ? AND ").append(LOCAL_DAY).append(" <= ?");
      values.add(question.to().plusDays(2).atStartOfDay().atOffset(ZoneOffset.UTC));
      values.add(question.to().toString());
    }
    if (question.exercise() != null) {
      sql.append(WITH_EXERCISE);
      values.add(question.exercise());
    }
    if (question.cursor() != null) {
      Cursor after = Cursor.read(question.cursor());
      sql.append(" AND (e.happened_at, e.entry_id) < (?, ?)");
      values.add(after.happenedAt().atOffset(ZoneOffset.UTC));
      values.add(after.id());
    }
    sql.append(" ORDER BY e.happened_at DESC, e.entry_id DESC LIMIT ?");
    values.add(question.limit() + 1);
    return page(select(question.tenant(), sql.toString(), values), question.limit());
  }

  private List<JournalEntry> select(String tenant, String sql, List<Object> values) {
    return transactions.run(
        tenant,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
              select.setObject(i + 1, values.get(i));
            }
            List<JournalEntry> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(JournalEntry.read(row));
              }
            }
            return found;
          }
        });
  }

  private static Page page(List<JournalEntry> found, int limit) {
    List<JournalEntry> shown = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? Cursor.after(shown.get(limit - 1)).write() : null;
    return new Page(
        shown.stream()
            .map(
                entry ->
                    new Item(
                        entry.key().id(),
                        entry.revision(),
                        entry.recordedAt().toString(),
                        new String(entry.content().bytes(), StandardCharsets.UTF_8)))
            .toList(),
        next);
  }

  /** The last session of a page. Opaque to callers. */
  private record Cursor(Instant happenedAt, String id) {

    static Cursor after(JournalEntry last) {
      return new Cursor(last.content().happenedAt(), last.key().id());
    }

    String write() {
      byte[] text = (happenedAt + " " + id).getBytes(StandardCharsets.US_ASCII);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    static Cursor read(String text) {
      try {
        String[] parts =
            new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII)
                .split(" ", -1);
        if (parts.length == 2 && Moments.isMoment(parts[0]) && EntryKey.isId(parts[1])) {
          return new Cursor(Instant.parse(parts[0]), parts[1]);
        }
      } catch (IllegalArgumentException notBase64) {
        // Refused below.
      }
      throw Problems.badParameter(
          "cursor", "Send a cursor as it stood in next, or none to begin anew.");
    }
  }
}
