package io.trunkline.progress.identity;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/**
 * A person's session.
 *
 * @param openedAt when they logged in
 * @param formToken what each form of theirs must carry back, so that no other site can make their
 *     browser send one
 */
public record PageSession(Instant openedAt, String formToken) {

  /**
   * The session of a request.
   *
   * @return null for a request without one
   */
  public static PageSession of(RoutingContext request) {
    return request.get(PageSession.class.getName());
  }
}
