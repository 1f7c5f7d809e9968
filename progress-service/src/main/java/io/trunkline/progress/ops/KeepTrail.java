package io.trunkline.progress.ops;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Rounds;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.erasure.Pseudonyms;
import io.trunkline.security.audit.AuditTrail;
import io.trunkline.security.audit.Trail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The audit trail of this service: sealed every minute, kept as long as configured. */
@ApplicationScoped
class KeepTrail implements Trail {

  private static final Duration LEAST = Duration.ofDays(180);

  private final Database database;
  private final Pseudonyms pseudonyms;
  private final Tenant tenant;
  private final Duration keep;
  private final Rounds rounds = new Rounds("audit-trail", Duration.ofSeconds(60), this::seal);

  KeepTrail(
      Database database,
      Pseudonyms pseudonyms,
      Tenant tenant,
      @ConfigProperty(name = "trunkline.audit.keep") Duration keep) {
    this.database = database;
    this.pseudonyms = pseudonyms;
    this.tenant = tenant;
    this.keep = keep;
  }

  void start(@Observes StartupEvent started) {
    if (keep.compareTo(LEAST) < 0) {
      throw new ConfigurationException("trunkline.audit.keep must be 180D or more.");
    }
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.stop();
  }

  @Override
  public String tenant() {
    return tenant.current();
  }

  @Override
  public String pseudonym(String tenantName, String athlete) {
    return pseudonyms.of(new Athlete(tenantName, athlete));
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    try {
      database.commit(connection -> result.set(work.on(connection)));
    } catch (SQLException failure) {
      throw Problems.unavailable(failure);
    }
    return result.get();
  }

  private void seal() throws SQLException {
    database.commit(
        connection -> {
          AuditTrail.seal(connection, AuditTrail.SETTLED);
          AuditTrail.expire(connection, Instant.now().minus(keep));
        });
  }
}
