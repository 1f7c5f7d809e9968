package io.trunkline.progress.pages;

import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.identity.PersonAtPage;
import io.trunkline.progress.journal.Observation;
import io.trunkline.progress.pages.ActingCard.Link;
import io.trunkline.progress.pages.ActingCard.Written;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.roster.ShowRoster;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.wording.ActTexts;
import io.trunkline.progress.wording.Words;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a coach may do about an athlete, and what holds because somebody did. */
@ApplicationScoped
class ShowActing {

  /** Form checks and notes on the card; all of late stand in the timeline. */
  private static final int NEWEST = 5;

  private final Database database;
  private final Tenant tenant;
  private final CoachView coaches;
  private final PersonAtPage person;
  private final ShowRoster roster;
  private final Policies policies;

  ShowActing(
      Database database,
      Tenant tenant,
      CoachView coaches,
      PersonAtPage person,
      ShowRoster roster,
      Policies policies) {
    this.database = database;
    this.tenant = tenant;
    this.coaches = coaches;
    this.person = person;
    this.roster = roster;
    this.policies = policies;
  }

  /**
   * The card of an athlete's page.
   *
   * @param after entries the page was asked to show, each {@code kind/id@revision}
   * @param behind whether they are not here yet
   */
  ActingCard of(String athlete, List<String> after, boolean behind, Words words) {
    boolean seesHealth = coaches.seesHealth(tenant.current(), athlete);
    About about = new About(athlete, today(athlete), words);
    Recorded recorded = recorded(athlete);
    List<Link> links =
        Arrays.stream(Act.values())
            .filter(act -> person.may(act.kind.scope) && (seesHealth || !act.ofHealth))
            .map(act -> link(act, act.title.apply(words.acting()), athlete))
            .toList();
    return new ActingCard(
        told(recorded, after, behind, words),
        behind,
        links,
        inForce(recorded.standing(), about.today()).stream().map(one -> shown(one, about)).toList(),
        recorded.seen().stream().limit(NEWEST).map(one -> shown(one, about)).toList());
  }

  /** An entry, and the revision that is taken back of it, and no other. */
  record Found(long revision, Written shown) {}

  /** One entry to be taken back. */
  Found one(String athlete, String entry, Words words) {
    About about = new About(athlete, today(athlete), words);
    Recorded recorded = recorded(athlete);
    return Stream.concat(
            recorded.standing().stream()
                .filter(one -> one.entry().equals(entry))
                .map(one -> new Found(one.fact().ref().revision(), shown(one, about))),
            recorded.seen().stream()
                .filter(one -> one.ref().entry().equals(entry))
                .map(one -> new Found(one.ref().revision(), shown(one, about))))
        .findFirst()
        .orElseThrow(() -> Problems.notFound("There is nothing at this address."));
  }

  private record About(String athlete, LocalDate today, Words words) {}

  /** What coaches recorded of an athlete, as far as this one may see it. */
  private record Recorded(List<Standing> standing, List<Observation> seen) {}

  private Recorded recorded(String athlete) {
    String mine = tenant.current();
    boolean seesHealth = coaches.seesHealth(mine, athlete);
    String me = person.author();
    return database.snapshot(
        mine,
        connection ->
            new Recorded(
                Standing.of(connection, mine, athlete).stream()
                    .filter(one -> seesHealth || !one.ofHealth())
                    .toList(),
                Observation.of(connection, mine, athlete).stream()
                    .map(one -> seesHealth ? one : one.withoutHealthFor(me))
                    .toList()));
  }

  private LocalDate today(String athlete) {
    return roster
        .one(athlete)
        .map(ShowRoster.Line::today)
        .orElseGet(() -> LocalDate.now(ZoneId.systemDefault()));
  }

  /** Of the positions of an exercise only the last still says something. */
  private List<Standing> inForce(List<Standing> newestFirst, LocalDate today) {
    // A rest is counted in whole days after the one it was reported on.
    int days = policies.active().rest().longDays() + 1;
    List<Standing> inForce = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (Standing one : newestFirst) {
      boolean holds = one.holdsOn(today);
      if (one.fact() instanceof History.Directive directive) {
        holds &=
            switch (directive.type()) {
              case POSITION -> placed.add(directive.exercise());
              case REST -> !directive.at().toLocalDate().plusDays(days).isBefore(today);
              case CEILING, DAILY -> true;
            };
      }
      if (holds) {
        inForce.add(one);
      }
    }
    return inForce;
  }

  private Written shown(Standing one, About about) {
    Words words = about.words();
    ActTexts says = words.acting();
    String who = who(one.author(), says);
    String since = words.near(one.fact().at().toLocalDate(), about.today());
    String from =
        one.until() == null
            ? says.by_since(who, since)
            : says.by_since_until(who, since, words.near(one.until(), about.today()));
    return new Written(
        one.title(words),
        one.content(words),
        one.said(),
        from,
        change(one.kind(), one.entry(), about));
  }

  private Written shown(Observation one, About about) {
    ActTexts says = about.words().acting();
    String day = about.words().near(one.seenAt().toLocalDate(), about.today());
    return new Written(
        title(one, about.words()),
        one.form() == null
            ? ""
            : one.form() == Observation.Form.GOOD ? says.form_good() : says.form_needs_work(),
        Objects.requireNonNullElse(one.note(), ""),
        says.by_on(who(one.author(), says), day),
        change(EntryKind.OBSERVATION, one.ref().entry(), about));
  }

  private static String title(Observation one, Words words) {
    ActTexts says = words.acting();
    String what = one.form() == null ? says.note_word() : says.form_check_word();
    return one.exercise() == null ? what : what + " · " + words.exercise(one.exercise());
  }

  private String who(String author, ActTexts says) {
    if (author == null) {
      return says.app();
    }
    return author.equals(person.author()) ? says.you() : author;
  }

  private Link change(EntryKind kind, String entry, About about) {
    if (!person.may(kind.scope)) {
      return Link.NOWHERE;
    }
    ActTexts says = about.words().acting();
    String id = entry.substring(entry.indexOf('/') + 1);
    return kind.isWithdrawable()
        ? new Link("", says.withdraw(), kind.pages(about.athlete()) + "withdraw/" + id)
        : link(Act.SCREENING, says.answer_anew(), about.athlete());
  }

  private static Link link(Act act, String label, String athlete) {
    return new Link(act.word(), label, act.address(athlete));
  }

  private static String told(Recorded recorded, List<String> after, boolean behind, Words words) {
    if (after.isEmpty() || !isWritten(after.get(0))) {
      return "";
    }
    ActTexts says = words.acting();
    if (behind) {
      return says.behind();
    }
    String entry = after.get(0).substring(0, after.get(0).lastIndexOf('@'));
    return Stream.concat(
            recorded.standing().stream()
                .filter(one -> one.entry().equals(entry))
                .map(one -> says.recorded(one.title(words))),
            recorded.seen().stream()
                .filter(one -> one.ref().entry().equals(entry))
                .map(one -> says.recorded_seen(title(one, words))))
        .findFirst()
        .orElseGet(says::withdrawn);
  }

  private static boolean isWritten(String after) {
    return after.matches("[^/]+/[^/]+@[0-9]+")
        && EntryKind.of(after.substring(0, after.indexOf('/'))).isPresent();
  }
}
