package io.trunkline.catalog.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.catalog.definition.DefinitionChecks;
import io.trunkline.catalog.definition.Fault;
import io.trunkline.catalog.definition.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;

/** What must hold for a programme beyond its schema. */
@ApplicationScoped
public class ProgramChecks extends DefinitionChecks {

  public ProgramChecks() {
    super(Kind.PROGRAM);
  }

  @Override
  protected void check(ObjectNode program, Set<String> exercises, List<Fault> faults) {
    JsonNode items = program.path("items");
    for (int i = 0; i < items.size(); i++) {
      String pointer = "/items/" + i;
      checkExercise(items.get(i).path("exercise"), pointer + "/exercise", exercises, faults);
      JsonNode substitutes = items.get(i).path("substitutes");
      for (int j = 0; j < substitutes.size(); j++) {
        checkExercise(
            substitutes.get(j).path("exercise"),
            pointer + "/substitutes/" + j + "/exercise",
            exercises,
            faults);
      }
    }
  }

  @Override
  protected SortedSet<String> tags(ObjectNode program) {
    return Collections.emptySortedSet();
  }

  @Override
  protected String words(ObjectNode program) {
    return (program.path("id").asText() + "\n" + program.path("name").asText())
        .toLowerCase(Locale.ROOT);
  }
}
