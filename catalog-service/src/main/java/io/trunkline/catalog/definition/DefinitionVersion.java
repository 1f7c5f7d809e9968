package io.trunkline.catalog.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One version of a definition. Written once, never changed, never deleted. */
@Entity
@Table(name = "definition_version")
@IdClass(VersionKey.class)
public class DefinitionVersion extends PanacheEntityBase {

  @Id
  @Enumerated(EnumType.STRING)
  public Kind kind;

  @Id public String id;
  @Id public int version;

  /** Number of the whole catalogue after this change. */
  public long catalogue;

  public boolean retired;

  @Enumerated(EnumType.STRING)
  public Author author;

  @Column(name = "published_at")
  public Instant publishedAt;

  /** The JSON that is served and published, byte for byte. */
  public String document;

  /** Whether this is the definition, offered as it stands there. */
  public boolean says(ObjectNode definition) {
    return !retired && StrictJson.same(Document.definition(document), definition);
  }

  /** The current version of a definition, retired or not. */
  public static Optional<DefinitionVersion> current(Kind kind, String id) {
    return find("kind = ?1 and id = ?2 order by version desc", kind, id).firstResultOptional();
  }

  /** One version, however old. */
  public static Optional<DefinitionVersion> numbered(Kind kind, String id, int version) {
    return findByIdOptional(new VersionKey(kind, id, version));
  }

  /**
   * Current versions of what is not retired, by id.
   *
   * @param tags all of them must be there
   * @param words part of a name, lower case; empty for any
   * @param after only ids greater than this; empty for the first page
   */
  public static List<DefinitionVersion> page(
      Kind kind, Collection<String> tags, String words, String after, int limit) {
    return getEntityManager()
        .createQuery(
            """
            select v from DefinitionVersion v
            join Definition d on d.kind = v.kind and d.id = v.id and d.version = v.version
            where d.kind = :kind and d.retired = false and d.id > :after
              and array_includes(d.tags, :tags) and locate(:words, d.words) > 0
            order by d.id
            """,
            DefinitionVersion.class)
        .setParameter("kind", kind)
        .setParameter("after", after)
        .setParameter("tags", tags.toArray(String[]::new))
        .setParameter("words", words)
        .setMaxResults(limit)
        .getResultList();
  }
}
