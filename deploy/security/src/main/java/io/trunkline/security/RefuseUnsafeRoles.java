package io.trunkline.security;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Refuses to serve by a database role that could do more than it is given: change tables, or see
 * another tenant's rows. The default data source serves requests; one named {@code worker}, where
 * there is one, does what belongs to no request.
 */
@Singleton
public class RefuseUnsafeRoles {

  private static final String RIGHTS =
      """
      SELECT current_user,
             EXISTS (SELECT FROM pg_roles r
                      WHERE (r.rolsuper OR r.rolbypassrls) AND pg_has_role(current_user, r.oid, 'MEMBER')),
             EXISTS (SELECT FROM pg_class c
                      WHERE c.relnamespace = current_schema()::regnamespace
                        AND pg_has_role(current_user, c.relowner, 'MEMBER')),
             EXISTS (SELECT FROM pg_policy p CROSS JOIN unnest(p.polroles) AS r
                      WHERE p.polname = 'worker' AND pg_has_role(current_user, r, 'MEMBER'))
      """;

  private final DataSource requests;
  private final Instance<DataSource> workers;

  RefuseUnsafeRoles(DataSource requests, @Named("worker") Instance<DataSource> workers) {
    this.requests = requests;
    this.workers = workers;
  }

  /** Before anything else starts, so that one line is all there is to read. */
  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started)
      throws SQLException {
    // A developer's one role may do all.
    if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
      return;
    }
    check(requests, true);
    if (workers.isResolvable()) {
      check(workers.get(), false);
    }
  }

  private static void check(DataSource database, boolean servesRequests) throws SQLException {
    try (Connection connection = database.getConnection()) {
      refusal(connection, servesRequests)
          .ifPresent(
              why -> {
                throw new ConfigurationException(why);
              });
    }
  }

  /**
   * Why nobody should serve by this connection's role; empty for nothing.
   *
   * @param servesRequests whether other tenants' rows must be hidden from it
   */
  public static Optional<String> refusal(Connection connection, boolean servesRequests)
      throws SQLException {
    try (Statement ask = connection.createStatement();
        ResultSet role = ask.executeQuery(RIGHTS)) {
      role.next();
      String name = "The database role " + role.getString(1);
      String instead = "; make roles as in deploy/examples/postgres/roles.sql.";
      if (role.getBoolean(2)) {
        return Optional.of(
            name + " is or can become a superuser or bypasses row security" + instead);
      }
      if (role.getBoolean(3)) {
        return Optional.of(name + " owns tables or can become their owner" + instead);
      }
      if (servesRequests && role.getBoolean(4)) {
        return Optional.of(
            name + " serves requests, but may read the rows of all tenants" + instead);
      }
      return Optional.empty();
    }
  }
}
