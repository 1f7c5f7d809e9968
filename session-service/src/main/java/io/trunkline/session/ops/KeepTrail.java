package io.trunkline.session.ops;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.trunkline.security.audit.AuditTrail;
import io.trunkline.security.audit.Trail;
import io.trunkline.session.Tenant;
import io.trunkline.session.journal.DatabaseAway;
import io.trunkline.session.journal.Pseudonyms;
import io.trunkline.session.journal.Transactions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The audit trail of this service: sealed every minute, kept as long as configured. */
@Singleton
class KeepTrail implements Trail {

  private static final Logger LOG = Logger.getLogger(KeepTrail.class);
  private static final Duration LEAST = Duration.ofDays(180);

  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final Tenant tenant;
  private final Duration keep;

  KeepTrail(
      Transactions transactions,
      Pseudonyms pseudonyms,
      Tenant tenant,
      @ConfigProperty(name = "trunkline.audit.keep") Duration keep) {
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.tenant = tenant;
    this.keep = keep;
  }

  void start(@Observes StartupEvent started) {
    if (keep.compareTo(LEAST) < 0) {
      throw new ConfigurationException("trunkline.audit.keep must be 180D or more.");
    }
  }

  @Override
  public String tenant() {
    return tenant.name();
  }

  @Override
  public String pseudonym(String tenantName, String athlete) {
    return pseudonyms.of(tenantName, athlete);
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    return transactions.runAcrossTenants(work::on);
  }

  @Scheduled(
      every = "60s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void seal() {
    try {
      inTransaction(
          connection -> {
            AuditTrail.seal(connection, AuditTrail.SETTLED);
            return AuditTrail.expire(connection, Instant.now().minus(keep));
          });
    } catch (DatabaseAway away) {
      LOG.warn("the database is away; the audit trail is sealed later");
    }
  }
}
