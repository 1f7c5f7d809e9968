package io.trunkline.progress.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Parameters;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.recommendation.DecisionLog.Kept;
import io.trunkline.progress.rules.Recommendation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/** An athlete's decisions, newest first, page by page. */
@ApplicationScoped
public class ListDecisions {

  private final Database database;
  private final Tenant tenant;
  private final CoachView coaches;
  private final ObjectMapper json;

  ListDecisions(Database database, Tenant tenant, ObjectMapper json, CoachView coaches) {
    this.coaches = coaches;
    this.database = database;
    this.tenant = tenant;
    this.json = json;
  }

  /** A decision, read back. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Told(long revision, Recommendation recommendation) {}

  /**
   * The newest, at most {@code most}.
   *
   * @param exercise null for all
   */
  public List<Told> newest(String athlete, String exercise, int most) {
    boolean seesHealth = coaches.seesHealth(tenant.current(), athlete);
    return database
        .snapshot(
            tenant.current(), connection -> log(connection, athlete).newest(exercise, null, most))
        .stream()
        .map(kept -> read(seesHealth ? kept.body() : WithoutHealth.of(kept.body())))
        .toList();
  }

  /** One of them; empty where there is none of that revision. */
  public Optional<Told> one(String athlete, String exercise, long revision) {
    boolean seesHealth = coaches.seesHealth(tenant.current(), athlete);
    return database
        .snapshot(tenant.current(), connection -> log(connection, athlete).one(exercise, revision))
        .map(body -> read(seesHealth ? body : WithoutHealth.of(body)));
  }

  private DecisionLog log(Connection connection, String athlete) {
    return new DecisionLog(connection, new Athlete(tenant.current(), athlete));
  }

  private Told read(String body) {
    try {
      return json.readerFor(Told.class)
          // The offset of a moment is the athlete's day; it must not become another.
          .without(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .readValue(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Decisions are kept as they were written.", impossible);
    }
  }

  /**
   * The same page however many decisions are made meanwhile.
   *
   * @param exercise null for all
   * @param cursor null for the first page
   */
  DecisionPage of(String athlete, String exercise, int limit, Long cursor) {
    boolean seesHealth = coaches.seesHealth(tenant.current(), athlete);
    return database.snapshot(
        tenant.current(),
        connection -> {
          DecisionLog log = new DecisionLog(connection, new Athlete(tenant.current(), athlete));
          List<Kept> found = log.newest(exercise, cursor, limit + 1);
          List<Kept> shown = found.subList(0, Math.min(limit, found.size()));
          return new DecisionPage(
              shown.stream()
                  .map(kept -> seesHealth ? kept.body() : WithoutHealth.of(kept.body()))
                  .map(DecisionPage.Body::new)
                  .toList(),
              found.size() > limit ? Parameters.cursor(shown.get(limit - 1).number()) : null);
        });
  }
}
