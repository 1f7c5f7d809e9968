package io.trunkline.progress.roster;

import io.trunkline.progress.Database;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.rules.Need;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
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

  ShowRoster(Database database, Tenant tenant, KeepRoster roster) {
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

    /** Only those who need a person for {@code sort}. */
    public List<Line> with(Need.Sort sort) {
      return lines.stream()
          .filter(line -> line.needs().stream().anyMatch(need -> need.sort() == sort))
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

  private List<Line> read(OffsetDateTime at, List<String> athletes) {
    String mine = tenant.current();
    List<Line> lines = new ArrayList<>();
    for (RosterRow row :
        database.snapshot(mine, connection -> roster.read(connection, mine, athletes))) {
      lines.add(new Line(row, row.today(at), row.needsAt(at)));
    }
    lines.sort(ORDER);
    return lines;
  }
}
