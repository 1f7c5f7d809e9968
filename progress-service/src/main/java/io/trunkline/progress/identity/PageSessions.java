package io.trunkline.progress.identity;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.oidc.runtime.CodeAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.trunkline.progress.Database;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sessions of people, kept here and not in their browsers, so that logging out ends them for
 * whoever else holds the cookie. The cookie is a random number, of which only the hash is stored;
 * the tokens arrive encrypted with the client's secret. A thief of the table can use neither.
 */
@Singleton
@Alternative
@Priority(1)
class PageSessions implements TokenStateManager {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Database database;
  private final Duration limit;

  /**
   * Takes where they are kept.
   *
   * @param limit how long a session lasts at most, however busy it is
   */
  PageSessions(
      Database database, @ConfigProperty(name = "trunkline.pages.session-limit") Duration limit) {
    this.database = database;
    this.limit = limit;
  }

  /** With each login, and with the new tokens each time the old ones expire. */
  @Override
  public Uni<String> createTokenState(
      RoutingContext request,
      OidcTenantConfig settings,
      AuthorizationCodeTokens tokens,
      OidcRequestContext<String> background) {
    PageSession earlier = request.get(PageSession.class.getName());
    Instant now = Instant.now();
    PageSession session = earlier == null ? new PageSession(now, secret()) : earlier;
    request.put(PageSession.class.getName(), session);
    Long idle = request.get(CodeAuthenticationMechanism.SESSION_MAX_AGE_PARAM);
    Instant end = session.openedAt().plus(limit);
    Instant idleEnd = now.plusSeconds(idle);
    return background.runBlocking(
        () -> open(session, end.isBefore(idleEnd) ? end : idleEnd, tokens));
  }

  private String open(PageSession session, Instant end, AuthorizationCodeTokens tokens) {
    String cookie = secret();
    inDatabase(
        connection -> {
          try (PreparedStatement forget =
                  connection.prepareStatement("DELETE FROM page_session WHERE ends_at < now()");
              PreparedStatement insert =
                  connection.prepareStatement(
                      "INSERT INTO page_session (id, id_token, access_token, access_token_lasts,"
                          + " refresh_token, form_token, opened_at, ends_at)"
                          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            forget.executeUpdate();
            insert.setBytes(1, hash(cookie));
            insert.setString(2, tokens.getIdToken());
            insert.setString(3, tokens.getAccessToken());
            insert.setObject(4, tokens.getAccessTokenExpiresIn());
            insert.setString(5, tokens.getRefreshToken());
            insert.setString(6, session.formToken());
            insert.setTimestamp(7, Timestamp.from(session.openedAt()));
            insert.setTimestamp(8, Timestamp.from(end));
            insert.executeUpdate();
          }
        });
    return cookie;
  }

  /** Fails, and so asks to log in, for a session that is over or never was. */
  @Override
  public Uni<AuthorizationCodeTokens> getTokens(
      RoutingContext request,
      OidcTenantConfig settings,
      String cookie,
      OidcRequestContext<AuthorizationCodeTokens> background) {
    return background.runBlocking(
        () ->
            database.snapshotAcrossTenants(
                connection -> {
                  try (PreparedStatement select =
                      connection.prepareStatement(
                          "SELECT * FROM page_session WHERE id = ? AND ends_at >= now()")) {
                    select.setBytes(1, hash(cookie));
                    try (ResultSet row = select.executeQuery()) {
                      if (!row.next()) {
                        throw new AuthenticationFailedException("no such session");
                      }
                      request.put(
                          PageSession.class.getName(),
                          new PageSession(
                              row.getTimestamp("opened_at").toInstant(),
                              row.getString("form_token")));
                      return new AuthorizationCodeTokens(
                          row.getString("id_token"),
                          row.getString("access_token"),
                          row.getString("refresh_token"),
                          row.getObject("access_token_lasts", Long.class));
                    }
                  }
                }));
  }

  @Override
  public Uni<Void> deleteTokens(
      RoutingContext request,
      OidcTenantConfig settings,
      String cookie,
      OidcRequestContext<Void> background) {
    return background.runBlocking(
        () -> {
          inDatabase(
              connection -> {
                try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM page_session WHERE id = ?")) {
                  delete.setBytes(1, hash(cookie));
                  delete.executeUpdate();
                }
              });
          return null;
        });
  }

  private void inDatabase(Database.Change change) {
    try {
      database.commit(change);
    } catch (SQLException failed) {
      throw Database.unavailableOrBug(failed);
    }
  }

  private String secret() {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private static byte[] hash(String cookie) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(cookie.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
