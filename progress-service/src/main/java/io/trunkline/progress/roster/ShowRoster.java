package io.trunkline.progress.roster;

import io.trunkline.progress.Database;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.rules.Need;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The caller's athletes, those who need a person first. */
@ApplicationScoped
public class ShowRoster {

  private static final Comparator<Line> ORDER =
      Comparator.comparing((Line line) -> line.first() == null)
          .thenComparing(Line::first, Comparator.nullsLast(Comparator.comparing(Need::sort)))
          .thenComparing(Line::first, Comparator.nullsLast(Comparator.comparing(Need::from)))
          .thenComparing(Line::athlete);

  private final Database database;
  private final Tenant tenant;
  private final KeepRoster roster;
  private final CoachView coaches;

  ShowRoster(Database database, Tenant tenant, KeepRoster roster, CoachView coaches) {
    this.coaches = coaches;
    this.database = database;
    this.tenant = tenant;
    this.roster = roster;
  }

  /**
   * An athlete on the roster.
   *
   * @param today the athlete's local day
   * @param needs of today, the weightiest first
   */
  public record Line(RosterRow row, LocalDate today, List<Need> needs) {
    public Line {
      needs = List.copyOf(needs);
    }

    public String athlete() {
      return row.athlete();
    }

    /** The weightiest, or null. */
    public Need first() {
      return needs.isEmpty() ? null : needs.get(0);
    }

    /** The first day something may be done: today, when it has come. */
    public LocalDate next() {
      return row.next() == null || row.next().isAfter(today) ? row.next() : today;
    }
  }

  /** Everybody, in order, and how many need a person for what. */
  public record Roster(OffsetDateTime at, List<Line> lines) {
    public Roster {
      lines = List.copyOf(lines);
    }

    /** How many athletes have a need of each sort; sorts without any are left out. */
    public Map<Need.Sort, Integer> counts() {
      Map<Need.Sort, Integer> counts = new EnumMap<>(Need.Sort.class);
      lines.forEach(
          line ->
              line.needs().stream()
                  .map(Need::sort)
                  .distinct()
                  .forEach(sort -> counts.merge(sort, 1, Integer::sum)));
      return counts;
    }

    /**
     * Only those who need a person for this.
     *
     * @param sort null for everybody
     */
    public List<Line> with(Need.Sort sort) {
      return lines.stream()
          .filter(
              line -> sort == null || line.needs().stream().anyMatch(need -> need.sort() == sort))
          .toList();
    }
  }

  /** One athlete as of now; empty for one nobody heard of. */
  public Optional<Line> one(String athlete) {
    return read(OffsetDateTime.now(ZoneOffset.UTC), List.of(athlete)).stream().findFirst();
  }

  /** As it stands at a moment, which must not be earlier than what is known. */
  public Roster at(OffsetDateTime at) {
    return new Roster(at, read(at, null));
  }

  /** Of those named, so that nobody else's partition holds up one athlete. */
  private Map<String, CoachView.View> granted(
      String mine, OffsetDateTime at, List<String> athletes) {
    if (athletes == null) {
      return coaches.athletes(mine, at.toInstant());
    }
    Map<String, CoachView.View> views = new HashMap<>();
    for (String athlete : athletes) {
      coaches.of(mine, athlete, at.toInstant()).ifPresent(view -> views.put(athlete, view));
    }
    return views;
  }

  private static boolean isOfHealth(Need need) {
    return switch (need.sort()) {
      case STOPPED, ACHE, REST_ENDING, CLEARANCE, SCREENING -> true;
      case FORM_CHECK, STALLED, TOO_MUCH, SILENT -> need.felt() != null || need.region() != null;
    };
  }

  private List<Line> read(OffsetDateTime at, List<String> athletes) {
    String mine = tenant.current();
    Map<String, CoachView.View> granted = coaches.isPerson() ? granted(mine, at, athletes) : null;
    List<Line> lines = new ArrayList<>();
    for (RosterRow row :
        database.snapshot(mine, connection -> roster.read(connection, mine, athletes))) {
      CoachView.View view = granted == null ? null : granted.get(row.athlete());
      if (granted == null || view != null) {
        List<Need> needs = row.needsAt(at);
        boolean all = granted == null || view.seesHealth();
        lines.add(
            new Line(
                row,
                row.today(at),
                all ? needs : needs.stream().filter(need -> !isOfHealth(need)).toList()));
      }
    }
    lines.sort(ORDER);
    return lines;
  }
}
