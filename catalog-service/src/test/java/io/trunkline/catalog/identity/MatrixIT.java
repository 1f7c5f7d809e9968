package io.trunkline.catalog.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.trunkline.catalog.RealParts;
import io.trunkline.local.LocalIssuer;
import io.trunkline.local.OperationMatrix;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation, by everybody. */
@QuarkusTest
@WithTestResource(RealParts.class)
class MatrixIT {

  private static OperationMatrix matrix() {
    return new OperationMatrix(
        URI.create("http://localhost:" + RestAssured.port), LocalIssuer.signer(), "local");
  }

  @Test
  void the_document_names_operations() {
    assertThat(matrix().table()).hasSizeGreaterThan(10);
  }

  @TestFactory
  Stream<DynamicTest> only_who_may_gets_an_answer() {
    return matrix().checks().entrySet().stream()
        .map(check -> DynamicTest.dynamicTest(check.getKey(), check.getValue()::run));
  }
}
