package io.trunkline.catalog.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.trunkline.catalog.RealParts;
import io.trunkline.local.LocalIssuer;
import io.trunkline.local.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** An identity provider that comes late and goes early. */
@QuarkusTest
@WithTestResource(RealParts.class)
@TestProfile(ProviderAwayIT.NobodyThere.class)
class ProviderAwayIT {

  /** An address where nobody answers yet. */
  public static class NobodyThere implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try (ServerSocket free = new ServerSocket(0)) {
        return Map.of("quarkus.oidc.auth-server-url", "http://localhost:" + free.getLocalPort());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  @ConfigProperty(name = "quarkus.oidc.auth-server-url")
  URI provider;

  @Test
  void known_keys_go_on_and_others_are_asked_to_come_again() {
    asksToComeAgain(LocalIssuer.signer());
    given().header("Authorization", "nothing").get("/v1/programs").then().statusCode(401);

    LocalIssuer here = LocalIssuer.start(provider.getPort());
    try {
      ask(LocalIssuer.signer()).statusCode(200);
    } finally {
      here.close();
    }

    ask(LocalIssuer.signer()).statusCode(200);
    TokenSigner newKey = TokenSigner.withNewKey(LocalIssuer.NAME);
    asksToComeAgain(newKey);
    asksToComeAgain(newKey);
  }

  private static void asksToComeAgain(TokenSigner signer) {
    ask(signer)
        .statusCode(503)
        .header("Retry-After", equalTo("5"))
        .contentType("application/problem+json")
        .body("type", equalTo("https://trunkline.io/problems/unavailable"));
  }

  private static ValidatableResponse ask(TokenSigner signer) {
    String token = signer.token("test", null, List.of("catalog:read"), Duration.ofMinutes(5));
    return given().header("Authorization", "Bearer " + token).get("/v1/programs").then();
  }
}
