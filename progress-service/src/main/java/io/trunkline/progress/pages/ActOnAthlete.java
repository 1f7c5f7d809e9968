package io.trunkline.progress.pages;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.ForbiddenException;
import io.trunkline.progress.Database;
import io.trunkline.progress.Identifier;
import io.trunkline.progress.Problems.Fault;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.identity.PersonAtPage;
import io.trunkline.progress.journal.RecordForPerson;
import io.trunkline.progress.journal.RecordForPerson.Outcome;
import io.trunkline.progress.journal.RecordForPerson.Status;
import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Wrong;
import io.trunkline.progress.recommendation.Facts;
import io.trunkline.progress.recommendation.LoadFacts;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.wording.ActTexts;
import io.trunkline.progress.wording.Words;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a coach decides becomes an entry of the journal, in the coach's own name. */
@ApplicationScoped
class ActOnAthlete {

  /** Longer than anybody is logged in. */
  private static final Duration OLDEST_FORM = Duration.ofDays(1);

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
          Map.entry("/form", "form"),
          Map.entry("/seenAt", "seen"),
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
    Ground ground = ground(act, athlete, words);
    Posted nothing = Posted.nothing(exercise);
    return form(act, ground, nothing, act.filling.apply(ground, nothing));
  }

  /** Records what was typed, or says why not, with all that was typed. */
  Result record(Act act, String athlete, Posted posted, Words words) {
    Ground ground = ground(act, athlete, words);
    Filling filling = act.filling.apply(ground, posted);
    ActForm form = form(act, ground, posted, filling);
    if (!filling.sends()) {
      return new Result(422, null, form);
    }
    ActTexts says = words.acting();
    Entered entered = new Entered(posted, says);
    Map<String, Object> body = filling.read(entered, OffsetDateTime.parse(form.moment()));
    body.put("author", ground.author());
    if (!entered.wrongs().isEmpty()) {
      return new Result(422, null, form.wrong(entered.wrongs()).troubled(says.not_recorded()));
    }
    Outcome outcome = journal.put(athlete, act.kind.path(form.id()), body, filling.revision());
    return outcome.status() == Status.DONE
        ? new Result(303, after(athlete, act.kind.entry(form.id()), outcome.revision()), null)
        : new Result(status(outcome), null, explained(form, outcome, says));
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
    boolean seesHealth = coaches.seesHealth(tenant.current(), athlete);
    if (act.ofHealth && !seesHealth) {
      throw new ForbiddenException();
    }
    String mine = tenant.current();
    return database.snapshot(
        mine,
        connection -> {
          Facts facts = load.about(athlete, connection);
          return new Ground(
              athlete,
              facts,
              Answered.by(connection, mine, athlete, json),
              policies.active(),
              facts.at(null),
              person.author(),
              person.formToken(),
              seesHealth,
              words);
        });
  }

  private static ActForm form(Act act, Ground ground, Posted posted, Filling filling) {
    String id = posted.text("id");
    return new ActForm(
        ground.words().locale().getLanguage(),
        ground.athlete(),
        act.title.apply(ground.says()),
        filling.lead(),
        filling.now(),
        ground.formToken(),
        Identifier.valid(id) ? id : act.word() + "-" + UUID.randomUUID(),
        moment(posted, ground.now()),
        filling.exercise(),
        ground.unit().symbol(),
        filling.revision(),
        filling.choices(),
        filling.fields(),
        "",
        filling.sends() ? ground.says().record() : "");
  }

  /** What the form was opened with, where that can be. */
  private static String moment(Posted posted, OffsetDateTime now) {
    OffsetDateTime opened = now;
    try {
      OffsetDateTime said = OffsetDateTime.parse(posted.text("moment"));
      if (!said.isAfter(now) && said.isAfter(now.minus(OLDEST_FORM))) {
        opened = said;
      }
    } catch (DateTimeException notAMoment) {
      // Nobody typed it; now is as good.
    }
    return Filling.moment(opened);
  }

  /** What becomes of an entry that is taken back. */
  Outcome withdraw(String athlete, EntryKind kind, String id, Posted posted) {
    return journal.delete(athlete, kind.path(id), posted.revision());
  }

  /** Where the page goes on once an entry was taken back. */
  static String afterWithdrawal(String athlete, EntryKind kind, String id, Outcome outcome) {
    return after(athlete, kind.entry(id), outcome.revision());
  }
}
