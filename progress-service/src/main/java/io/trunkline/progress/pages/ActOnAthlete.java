package io.trunkline.progress.pages;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.ForbiddenException;
import io.trunkline.progress.Database;
import io.trunkline.progress.Identifier;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Problems.Fault;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.identity.PersonAtPage;
import io.trunkline.progress.journal.RecordForPerson;
import io.trunkline.progress.journal.RecordForPerson.Outcome;
import io.trunkline.progress.journal.RecordForPerson.Status;
import io.trunkline.progress.pages.ActForm.Choice;
import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Wrong;
import io.trunkline.progress.pages.HealthForms.Answered;
import io.trunkline.progress.recommendation.Facts;
import io.trunkline.progress.recommendation.LoadFacts;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.wording.ActTexts;
import io.trunkline.progress.wording.Words;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a coach decides becomes an entry of the journal, in the coach's own name. */
@ApplicationScoped
class ActOnAthlete {

  /** Longer than anybody is logged in. */
  private static final Duration OLDEST_FORM = Duration.ofDays(1);

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  /** Fields of entries, and those they are typed into. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("/limits", "sets"),
          Map.entry("/limits/sets", "sets"),
          Map.entry("/limits/reps", "reps"),
          Map.entry("/limits/load", "load"),
          Map.entry("/limits/load/value", "load"),
          Map.entry("/limits/variation", "variation"),
          Map.entry("/limits/holdSeconds", "hold"),
          Map.entry("/limits/timesPerDay", "times"),
          Map.entry("/report", "report"),
          Map.entry("/days", "days"),
          Map.entry("/until", "until"),
          Map.entry("/reason", "reason"),
          Map.entry("/by", "by"),
          Map.entry("/grantedAt", "given"),
          Map.entry("/region", "scope"),
          Map.entry("/exercise", "scope"),
          Map.entry("/note", "note"),
          Map.entry("/backHistory", "history"),
          Map.entry("/experience", "experience"));

  private final Database database;
  private final Tenant tenant;
  private final LoadFacts load;
  private final Policies policies;
  private final CoachView coaches;
  private final PersonAtPage person;
  private final RecordForPerson journal;
  private final ObjectMapper json;

  ActOnAthlete(
      Database database,
      Tenant tenant,
      LoadFacts load,
      Policies policies,
      CoachView coaches,
      PersonAtPage person,
      RecordForPerson journal,
      ObjectMapper json) {
    this.database = database;
    this.tenant = tenant;
    this.load = load;
    this.policies = policies;
    this.coaches = coaches;
    this.person = person;
    this.journal = journal;
    this.json = json;
  }

  /**
   * What came of a form.
   *
   * @param next where to go on; null where the form is shown again
   * @param form null where all is done
   */
  record Result(int status, String next, ActForm form) {}

  /** The form as it is opened. */
  ActForm open(Act act, String athlete, String exercise, Words words) {
    Posted empty = new Posted();
    empty.exercise = exercise;
    Ground ground = ground(act, athlete, words);
    return form(act, ground, answered(act, athlete), empty);
  }

  /** Records what was typed, or says why not, with all that was typed. */
  Result record(Act act, String athlete, Posted posted, Words words) {
    Ground ground = ground(act, athlete, words);
    Answered before = answered(act, athlete);
    posted.id = posted.id == null || !Identifier.valid(posted.id) ? minted(act) : posted.id;
    ActForm form = form(act, ground, before, posted);
    ActTexts says = words.acting();
    Entered entered = new Entered(says);
    OffsetDateTime opened = OffsetDateTime.parse(form.moment());
    Map<String, Object> body =
        act.scope().equals(Act.DIRECTS)
            ? new DirectiveForms(act, ground, posted).read(entered, form.moment())
            : new HealthForms(act, ground, before, posted).read(entered, opened);
    if (!entered.wrongs().isEmpty()) {
      return new Result(422, null, form.wrong(entered.wrongs()).troubled(says.not_recorded()));
    }
    boolean screening = act == Act.SCREENING;
    long revision = screening ? revision(posted) : 0;
    String path = screening ? act.collection : act.collection + "/" + posted.id;
    Outcome outcome = journal.put(athlete, path, body, revision);
    if (outcome.status() == Status.DONE) {
      String entry = act.kind + "/" + (screening ? act.kind : posted.id);
      return new Result(303, after(athlete, entry, outcome.revision()), null);
    }
    return new Result(status(outcome), null, explained(form, outcome, says));
  }

  private static String after(String athlete, String entry, long revision) {
    return "/athletes/" + athlete + "?after=" + entry + "@" + revision;
  }

  static int status(Outcome outcome) {
    return switch (outcome.status()) {
      case DONE -> 200;
      case REFUSED -> 422;
      case CHANGED -> 409;
      case NOT_ALLOWED -> 403;
      case AWAY, UNKNOWN -> 503;
    };
  }

  private static ActForm explained(ActForm form, Outcome outcome, ActTexts says) {
    List<Wrong> wrongs = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    for (Fault fault : outcome.faults()) {
      String field = FIELDS.getOrDefault(fault.pointer(), "");
      if (form.fields().stream().map(Field::name).anyMatch(field::equals)) {
        wrongs.add(new Wrong(field, says.refused_field(), fault.detail()));
      } else {
        elsewhere.add(fault.pointer() + " " + fault.detail());
      }
    }
    String trouble = trouble(outcome, says);
    return form.wrong(wrongs)
        .troubled(elsewhere.isEmpty() ? trouble : trouble + " " + String.join("; ", elsewhere));
  }

  static String trouble(Outcome outcome, ActTexts says) {
    return switch (outcome.status()) {
      case DONE -> "";
      case REFUSED -> says.not_recorded();
      case CHANGED -> says.changed();
      case NOT_ALLOWED -> says.not_allowed();
      case AWAY -> says.away();
      case UNKNOWN -> says.unknown();
    };
  }

  private Ground ground(Act act, String athlete, Words words) {
    if (act.ofHealth && !coaches.seesHealth(tenant.current(), athlete)) {
      throw new ForbiddenException();
    }
    Facts facts =
        database.snapshot(tenant.current(), connection -> load.about(athlete, connection));
    return new Ground(
        athlete,
        facts,
        policies.active(),
        facts.at(null),
        author(person.subject()),
        person.formToken(),
        words);
  }

  /** A subject may have characters that no id has. */
  static String author(String subject) {
    if (Identifier.valid(subject)) {
      return subject;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return "coach-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static ActForm form(Act act, Ground ground, Answered before, Posted posted) {
    boolean directs = act.scope().equals(Act.DIRECTS);
    DirectiveForms directive = directs ? new DirectiveForms(act, ground, posted) : null;
    HealthForms health = directs ? null : new HealthForms(act, ground, before, posted);
    List<Choice> choices = directs ? directive.choices() : List.of();
    boolean sends = !directs || directive.sends();
    return new ActForm(
        ground.words().locale().getLanguage(),
        ground.athlete(),
        act.title.apply(ground.says()),
        directs ? directive.lead() : health.lead(),
        directs ? directive.now() : "",
        ground.formToken(),
        posted.id == null ? minted(act) : posted.id,
        moment(posted, ground.now()),
        directs ? directive.exercise() : "",
        ground.unit().symbol(),
        posted.id == null ? before.revision() : revision(posted),
        choices,
        directs ? directive.fields() : health.fields(),
        "",
        sends ? ground.says().record() : "");
  }

  /** What the form was opened with, where that can be. */
  private static String moment(Posted posted, OffsetDateTime now) {
    OffsetDateTime opened = now;
    try {
      OffsetDateTime said = OffsetDateTime.parse(Posted.clean(posted.moment));
      if (!said.isAfter(now) && said.isAfter(now.minus(OLDEST_FORM))) {
        opened = said;
      }
    } catch (DateTimeException notAMoment) {
      // Nobody typed it; now is as good.
    }
    // Unlike toString(), never without the seconds, which a moment of the journal has.
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(opened);
  }

  private static long revision(Posted posted) {
    String typed = Posted.clean(posted.revision);
    return typed.matches("[0-9]{1,18}") ? Long.parseLong(typed) : 0;
  }

  private static String minted(Act act) {
    return act.word() + "-" + UUID.randomUUID();
  }

  /** What is corrected when an athlete is asked again, a deleted answer's revision among it. */
  private Answered answered(Act act, String athlete) {
    Answered nobodyAsked = new Answered(0, Map.of());
    return act != Act.SCREENING
        ? nobodyAsked
        : database.snapshot(
            tenant.current(), connection -> answered(connection, athlete, nobodyAsked));
  }

  private Answered answered(Connection connection, String athlete, Answered nobodyAsked)
      throws SQLException {
    String sql =
        """
        SELECT revision, deleted, body FROM log_entry
        WHERE tenant = ? AND athlete = ? AND kind = 'screening' AND entry_id = 'screening'
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant.current());
      statement.setString(2, athlete);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return nobodyAsked;
        }
        Map<String, Object> body =
            row.getBoolean(2) ? Map.of() : json.readValue(row.getBytes(3), OBJECT);
        return new Answered(row.getLong(1), body);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
  }

  /** An athlete's entry that may be taken back, as it is named in addresses. */
  static Act actOf(String kind) {
    return switch (kind) {
      case "directive" -> Act.CEILING;
      case "clearance" -> Act.CLEARANCE;
      default -> throw Problems.notFound("There is nothing at this address.");
    };
  }

  /** What becomes of an entry that is taken back. */
  Outcome withdraw(String athlete, String kind, String id, Posted posted) {
    return journal.delete(athlete, actOf(kind).collection + "/" + id, revision(posted));
  }

  /** Where the page goes on once an entry was taken back. */
  static String afterWithdrawal(String athlete, String kind, String id, Outcome outcome) {
    return after(athlete, kind + "/" + id, outcome.revision());
  }
}
