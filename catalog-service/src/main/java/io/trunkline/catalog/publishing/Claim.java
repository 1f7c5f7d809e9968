package io.trunkline.catalog.publishing;

import io.trunkline.catalog.definition.Definition;
import io.trunkline.catalog.definition.DefinitionKey;
import io.trunkline.catalog.definition.DefinitionVersion;
import io.trunkline.catalog.definition.Kind;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.List;
import org.hibernate.Session;

/**
 * One definition this process has undertaken to publish.
 *
 * <p>A claim is a time on the row, not a lock: nobody waits while Kafka is slow. It only keeps
 * replicas from sending the same thing; after a crash it lapses and another takes over.
 *
 * @param token the claim's end as PostgreSQL writes it; another claim has another
 */
record Claim(DefinitionVersion version, String token) {

  private static final int BATCH = 50;

  /**
   * Claims definitions whose current version is not published. A claim outlives the producer's
   * delivery timeout (30 s); one that ends further ahead than any claim can is from before the
   * database's clock went back.
   */
  private static final String CLAIM =
      """
      UPDATE definition d SET claimed_until = clock_timestamp() + interval '45 s'
      FROM (SELECT kind, id FROM definition
            WHERE published_version < version
              AND (claimed_until IS NULL OR claimed_until <= clock_timestamp()
                   OR claimed_until > clock_timestamp() + interval '60 s')
            ORDER BY kind, id LIMIT :batch FOR UPDATE SKIP LOCKED) c
      WHERE d.kind = c.kind AND d.id = c.id
      RETURNING d.kind, d.id, d.version, CAST(d.claimed_until AS text) AS token
      """;

  private static final String SETTLE =
      """
      UPDATE definition SET published_version = :version, claimed_until = NULL
      WHERE kind = :kind AND id = :id AND claimed_until = CAST(:token AS timestamptz)
      """;

  private static final String SEND_AGAIN =
      """
      UPDATE definition SET published_version = 0, claimed_until = NULL
      WHERE kind = :kind AND id = :id AND version > :version
      """;

  /** A claim is lost by it: what is on its way may arrive before or behind the copy seen. */
  private static final String BUMP =
      "UPDATE definition SET published_version = 0, claimed_until = NULL WHERE kind = :kind AND id = :id";

  private static final String RELEASE =
      """
      UPDATE definition SET claimed_until = NULL
      WHERE kind = :kind AND id = :id AND claimed_until = CAST(:token AS timestamptz)
      """;

  /** Needs a transaction; it must have committed before anything is sent. */
  static List<Claim> batch() {
    List<Tuple> rows =
        Definition.getEntityManager()
            .unwrap(Session.class)
            .createNativeQuery(CLAIM, Tuple.class)
            .setParameter("batch", BATCH)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new Claim(
                    DefinitionVersion.numbered(
                            Kind.valueOf(row.get("kind", String.class)),
                            row.get("id", String.class),
                            row.get("version", Integer.class))
                        .orElseThrow(),
                    row.get("token", String.class)))
        .toList();
  }

  /**
   * The broker has acknowledged the record. If the claim was lost meanwhile, somebody may have sent
   * a newer version before our copy arrived, and a compacted topic keeps the last copy: then the
   * current version is sent once more, behind ours.
   */
  void acknowledged() {
    int settled =
        row(SETTLE)
            .setParameter("token", token)
            .setParameter("version", version.version)
            .executeUpdate();
    if (settled == 0) {
      row(SEND_AGAIN).setParameter("version", version.version).executeUpdate();
    }
  }

  /** Has the current version sent once more, behind whatever stands on the topic. */
  static void sendAgain(DefinitionKey key) {
    row(BUMP, key.kind(), key.id()).executeUpdate();
  }

  /** The record was not acknowledged: anybody may try again at once. */
  void released() {
    row(RELEASE).setParameter("token", token).executeUpdate();
  }

  private Query row(String sql) {
    return row(sql, version.kind, version.id);
  }

  private static Query row(String sql, Kind kind, String id) {
    return Definition.getEntityManager()
        .createNativeQuery(sql)
        .setParameter("kind", kind.name())
        .setParameter("id", id);
  }
}
