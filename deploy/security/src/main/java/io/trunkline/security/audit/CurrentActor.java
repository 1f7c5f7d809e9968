package io.trunkline.security.audit;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls, out of the request's validated token. */
@ApplicationScoped
public class CurrentActor {

  private static final StringPermission COACH = new StringPermission("coach");
  private static final StringPermission OPERATOR = new StringPermission("ops");
  private static final Pattern TRACE =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final String REQUEST = "trunkline.request";

  private final SecurityIdentity caller;
  private final RoutingContext request;

  CurrentActor(SecurityIdentity caller, RoutingContext request) {
    this.caller = caller;
    this.request = request;
  }

  /** The caller of the request at hand. */
  public Actor get() {
    String subject =
        caller.getPrincipal() instanceof JsonWebToken token ? token.getSubject() : "nobody";
    return new Actor(subject, isCoach() || caller.checkPermissionBlocking(OPERATOR), request());
  }

  /** Whether the caller is a person who needs athletes' grants. */
  public boolean isCoach() {
    return caller.checkPermissionBlocking(COACH);
  }

  /** The trace the call belongs to, where it names one. */
  private String request() {
    String known = request.get(REQUEST);
    if (known == null) {
      String parent = request.request().getHeader("traceparent");
      Matcher trace = TRACE.matcher(parent == null ? "" : parent);
      known = trace.matches() ? trace.group(1) : UUID.randomUUID().toString();
      request.put(REQUEST, known);
    }
    return known;
  }
}
