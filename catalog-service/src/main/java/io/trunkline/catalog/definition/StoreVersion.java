package io.trunkline.catalog.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.catalog.definition.Stored.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Appends versions. One transaction per call, or the caller's: a bundle and a start of the service
 * store all or nothing.
 */
@ApplicationScoped
public class StoreVersion {

  @Inject Event<DefinitionStored> stored;

  /**
   * Stores a definition unless it says what the current version says already.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem {@code revision-mismatch}, only for content
   *     that differs: a repeated write succeeds
   */
  @Transactional
  public Stored store(Checked checked, Author author, Preconditions preconditions) {
    if (!checked.faults().isEmpty()) {
      throw new IllegalArgumentException("stored without a clean check: " + checked.id());
    }
    Definition.lockCatalogue();
    Definition definition = Definition.lookUp(checked.kind(), checked.id()).orElse(null);
    if (definition == null) {
      preconditions.check(null);
      definition = new Definition();
      definition.kind = checked.kind();
      definition.id = checked.id();
    } else {
      DefinitionVersion current = current(definition);
      if (current.says(checked.body())) {
        return new Stored(Outcome.UNCHANGED, current);
      }
      preconditions.check(definition.version);
    }
    definition.retired = false;
    definition.tags = checked.tags().toArray(String[]::new);
    definition.words = checked.words();
    DefinitionVersion next = append(definition, checked.body(), author);
    return new Stored(next.version == 1 ? Outcome.CREATED : Outcome.REVISED, next);
  }

  /**
   * Retires a definition: a new version that says so. Retiring again changes nothing.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem {@code not-found}, {@code
   *     revision-mismatch}
   */
  @Transactional
  public Stored retire(Kind kind, String id, Preconditions preconditions) {
    Definition.lockCatalogue();
    Definition definition = Definition.lookUp(kind, id).orElseThrow(() -> Problems.notFound(kind));
    DefinitionVersion current = current(definition);
    if (definition.retired) {
      return new Stored(Outcome.UNCHANGED, current);
    }
    preconditions.check(definition.version);
    definition.retired = true;
    ObjectNode body = Document.definition(current.document);
    return new Stored(Outcome.REVISED, append(definition, body, Author.OPERATOR));
  }

  private static DefinitionVersion current(Definition definition) {
    return DefinitionVersion.numbered(definition.kind, definition.id, definition.version)
        .orElseThrow();
  }

  private DefinitionVersion append(Definition definition, ObjectNode body, Author author) {
    definition.version++;
    definition.persist();
    DefinitionVersion version = new DefinitionVersion();
    version.kind = definition.kind;
    version.id = definition.id;
    version.version = definition.version;
    version.catalogue = Definition.nextCatalogueNumber();
    version.retired = definition.retired;
    version.author = author;
    version.publishedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    version.document = Document.of(body, version.version, version.catalogue, version.retired);
    version.persist();
    stored.fire(new DefinitionStored(version.kind, version.id, version.version));
    return version;
  }
}
