package io.trunkline.catalog.definition;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An exercise or programme as it stands now. Rows are never deleted, so an id that was known stays
 * known. All changes happen under {@link #lockCatalogue}.
 */
@Entity
@Table(name = "definition")
@IdClass(DefinitionKey.class)
public class Definition extends PanacheEntityBase {

  @Id
  @Enumerated(EnumType.STRING)
  public Kind kind;

  @Id public String id;

  public int version;

  /** Highest version the broker has acknowledged; only the relay writes it. */
  @Column(name = "published_version", insertable = false, updatable = false)
  public int publishedVersion;

  public boolean retired;
  public String[] tags;
  public String words;

  /** Hash of the shipped file as last looked at; null when it never came from a file. */
  @Column(name = "shipped_sha256")
  public String shippedSha256;

  public static Optional<Definition> lookUp(Kind kind, String id) {
    return findByIdOptional(new DefinitionKey(kind, id));
  }

  /** Ids of all exercises there are, retired ones too: history and programmes may name them. */
  public static Set<String> exerciseIds() {
    List<String> ids =
        getEntityManager()
            .createQuery("select id from Definition where kind = :kind", String.class)
            .setParameter("kind", Kind.EXERCISE)
            .getResultList();
    return new HashSet<>(ids);
  }

  /**
   * Makes every other change of the catalogue wait until this transaction ends. It replaces
   * optimistic locking: changes are rare, and the catalogue number puts them in one line anyway.
   */
  public static void lockCatalogue() {
    getEntityManager()
        .createNativeQuery("SELECT number FROM catalogue FOR UPDATE", Long.class)
        .getSingleResult();
  }

  /**
   * As {@link #lockCatalogue}, for work that may take longer than a request: it waits twelve
   * seconds for the lock, less than the socket does, and the transaction may last that long.
   */
  public static void lockCatalogueFor(Duration longest) {
    getEntityManager()
        .createNativeQuery(
            "SELECT set_config('lock_timeout', '12s', true), set_config('statement_timeout', '12s', true),"
                + " set_config('transaction_timeout', ?1, true)")
        .setParameter(1, longest.toMillis() + "ms")
        .getSingleResult();
    lockCatalogue();
  }

  /** The catalogue number of the next change; the caller holds the lock. */
  static long nextCatalogueNumber() {
    return (Long)
        getEntityManager()
            .createNativeQuery(
                "UPDATE catalogue SET number = number + 1 RETURNING number", Long.class)
            .getSingleResult();
  }
}
