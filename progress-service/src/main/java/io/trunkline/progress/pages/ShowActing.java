package io.trunkline.progress.pages;

import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.identity.PersonAtPage;
import io.trunkline.progress.pages.ActingCard.InForce;
import io.trunkline.progress.pages.ActingCard.Link;
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
import java.util.Set;

/** What a coach may do about an athlete, and what holds because somebody did. */
@ApplicationScoped
class ShowActing {

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
    LocalDate today = today(athlete);
    List<Standing> all =
        standing(athlete).stream().filter(one -> seesHealth || !one.ofHealth()).toList();
    List<Link> links =
        Arrays.stream(Act.values())
            .filter(act -> person.may(act.kind.scope) && (seesHealth || !act.ofHealth))
            .map(act -> link(act, act.title.apply(words.acting()), athlete))
            .toList();
    List<InForce> inForce =
        inForce(all, today).stream().map(one -> shown(one, athlete, today, words)).toList();
    return new ActingCard(told(all, after, behind, words), behind, links, inForce);
  }

  /** One entry to be taken back. */
  InForce one(String athlete, String entry, Words words) {
    return shown(find(athlete, entry), athlete, today(athlete), words);
  }

  /** The revision that is taken back, and no other. */
  long revision(String athlete, String entry) {
    return find(athlete, entry).fact().ref().revision();
  }

  private Standing find(String athlete, String entry) {
    boolean seesHealth = coaches.seesHealth(tenant.current(), athlete);
    return standing(athlete).stream()
        .filter(one -> one.entry().equals(entry) && (seesHealth || !one.ofHealth()))
        .findFirst()
        .orElseThrow(() -> Problems.notFound("There is nothing at this address."));
  }

  private List<Standing> standing(String athlete) {
    return database.snapshot(
        tenant.current(), connection -> Standing.of(connection, tenant.current(), athlete));
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

  private InForce shown(Standing one, String athlete, LocalDate today, Words words) {
    ActTexts says = words.acting();
    String who =
        one.author() == null
            ? says.app()
            : one.author().equals(ActOnAthlete.author(person.subject()))
                ? says.you()
                : one.author();
    String since = words.near(one.fact().at().toLocalDate(), today);
    String from =
        one.until() == null
            ? says.by_since(who, since)
            : says.by_since_until(who, since, words.near(one.until(), today));
    return new InForce(
        one.title(words), one.content(words), one.said(), from, change(one, athlete, says));
  }

  private Link change(Standing one, String athlete, ActTexts says) {
    if (!person.may(one.kind().scope)) {
      return Link.NOWHERE;
    }
    String id = one.entry().substring(one.entry().indexOf('/') + 1);
    return one.kind().isWithdrawable()
        ? new Link("", says.withdraw(), one.kind().pages(athlete) + "withdraw/" + id)
        : link(Act.SCREENING, says.answer_anew(), athlete);
  }

  private static Link link(Act act, String label, String athlete) {
    return new Link(act.word(), label, act.address(athlete));
  }

  private static String told(List<Standing> all, List<String> after, boolean behind, Words words) {
    if (after.isEmpty() || !isWritten(after.get(0))) {
      return "";
    }
    if (behind) {
      return words.acting().behind();
    }
    String entry = after.get(0).substring(0, after.get(0).lastIndexOf('@'));
    return all.stream()
        .filter(one -> one.entry().equals(entry))
        .findFirst()
        .map(one -> words.acting().recorded(one.title(words)))
        .orElse(words.acting().withdrawn());
  }

  private static boolean isWritten(String after) {
    return after.matches("[^/]+/[^/]+@[0-9]+")
        && EntryKind.of(after.substring(0, after.indexOf('/'))).isPresent();
  }
}
