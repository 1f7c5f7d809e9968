package io.trunkline.session.entries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trunkline.security.audit.CurrentActor;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.journal.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the caller may see of an athlete. A token with the scope {@code coach} is a person's, who
 * needs a grant; an app sees its tenant's athletes. Read in the journal itself, so a grant that was
 * taken back counts no more from that moment on.
 */
@ApplicationScoped
class CoachGrants {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String GRANTS =
      "SELECT body FROM entry WHERE tenant = ? AND athlete = ? AND kind = ? AND NOT deleted";

  private final Transactions transactions;
  private final CurrentActor caller;

  CoachGrants(Transactions transactions, CurrentActor caller) {
    this.transactions = transactions;
    this.caller = caller;
  }

  /**
   * A leave in force.
   *
   * @param health aches, clearances and the screening are shared, too
   */
  record Leave(boolean health) {}

  boolean isPerson() {
    return caller.isCoach();
  }

  /** The calling coach's leave at that moment; empty if the athlete has given none. */
  Optional<Leave> of(String tenant, String athlete, Instant moment) {
    String coach = caller.get().name();
    return bodies(tenant, athlete).stream()
        .filter(grant -> grant.path("coach").textValue().equals(coach))
        .filter(grant -> isInForce(grant, moment))
        .map(grant -> new Leave(sharesHealth(grant)))
        .reduce((one, other) -> new Leave(one.health() || other.health()));
  }

  private static boolean isInForce(JsonNode grant, Instant moment) {
    JsonNode until = grant.path("until");
    return !at(grant.path("from")).isAfter(moment)
        && (until.isMissingNode() || at(until).isAfter(moment));
  }

  private static Instant at(JsonNode moment) {
    return OffsetDateTime.parse(moment.textValue()).toInstant();
  }

  private static boolean sharesHealth(JsonNode grant) {
    for (JsonNode field : grant.path("fields")) {
      if (field.textValue().equals("health")) {
        return true;
      }
    }
    return false;
  }

  private List<JsonNode> bodies(String tenant, String athlete) {
    return transactions.run(
        tenant,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(GRANTS)) {
            select.setString(1, tenant);
            select.setString(2, athlete);
            select.setString(3, Kind.COACH_GRANT.wireName());
            List<JsonNode> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(JSON.readTree(row.getBytes(1)));
              }
            } catch (IOException impossible) {
              throw new UncheckedIOException(
                  "Bodies are checked before they are stored.", impossible);
            }
            return found;
          }
        });
  }
}
