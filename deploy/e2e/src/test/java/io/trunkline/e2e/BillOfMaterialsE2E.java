package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.local.App;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever must know whether a flaw concerns them finds every shipped jar in the CycloneDX file. */
class BillOfMaterialsE2E {

  @ParameterizedTest
  @EnumSource
  void every_shipped_jar_is_in_the_bill_of_materials(App app) throws IOException {
    Path target = Path.of("../..", app.module(), "target");
    JsonNode bill =
        new ObjectMapper().readTree(target.resolve(app.module() + ".cdx.json").toFile());
    assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
    List<String> named = new ArrayList<>();
    for (JsonNode component : bill.get("components")) {
      named.add(
          component.path("group").asText()
              + "."
              + component.get("name").asText()
              + "-"
              + component.get("version").asText());
    }

    try (Stream<Path> files = Files.walk(target.resolve("quarkus-app/lib"))) {
      List<String> shipped =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jar"))
              .map(name -> name.substring(0, name.length() - ".jar".length()))
              .toList();
      assertThat(shipped).isNotEmpty();
      assertThat(named).containsAll(shipped);
    }
  }
}
