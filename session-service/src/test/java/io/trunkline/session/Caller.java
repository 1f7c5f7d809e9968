package io.trunkline.session;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.trunkline.local.LocalIssuer;
import java.time.Duration;
import java.util.List;

/** Lets every request of every test carry a token that allows all; a test may send another. */
public final class Caller implements QuarkusTestBeforeEachCallback {

  private static final String TOKEN =
      LocalIssuer.signer()
          .token(
              "test",
              "local",
              List.of(
                  "journal:read",
                  "journal:write",
                  "directives:write",
                  "grants:write",
                  "athletes:erase",
                  "ops",
                  "internal:reconcile"),
              Duration.ofHours(1));

  /** The value of the header {@code Authorization}. */
  public static String authorization() {
    return "Bearer " + TOKEN;
  }

  @Override
  public void beforeEach(QuarkusTestMethodContext test) {
    RestAssured.replaceFiltersWith(
        (request, response, rest) -> {
          if (!request.getHeaders().hasHeaderWithName("Authorization")) {
            request.header("Authorization", authorization());
          }
          return rest.next(request, response);
        });
  }
}
