package io.trunkline.security;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to serve with tokens that no identity provider vouches for, unless it is told that only
 * this machine can call.
 */
@Singleton
class RefuseUnsafeStart {

  private final boolean local;
  private final boolean checksTokens;
  private final Optional<String> issuer;
  private final String host;

  /**
   * Takes what decides.
   *
   * @param local the launcher's word that this is one machine's own line
   * @param checksTokens false switches the check of tokens off, and with it every operation
   * @param issuer address of the identity provider
   * @param host where the API listens
   */
  RefuseUnsafeStart(
      @ConfigProperty(name = "trunkline.identity.local") boolean local,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "true")
          boolean checksTokens,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer,
      @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host) {
    this.local = local;
    this.checksTokens = checksTokens;
    this.issuer = issuer;
    this.host = host;
  }

  /** Before anything else starts, so that one line is all there is to read. */
  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      refusal()
          .ifPresent(
              why -> {
                throw new ConfigurationException(why);
              });
    }
  }

  Optional<String> refusal() {
    if (!checksTokens) {
      return Optional.of("quarkus.oidc.tenant-enabled is false: tokens are always checked here.");
    }
    if (local && !isLoopback()) {
      return Optional.of(
          "trunkline.identity.local is for one machine, but quarkus.http.host is "
              + host
              + ": name an identity provider in QUARKUS_OIDC_AUTH_SERVER_URL, or listen on"
              + " 127.0.0.1.");
    }
    if (!local && issuer.filter(address -> !address.isBlank()).isEmpty()) {
      return Optional.of(
          "No identity provider: set QUARKUS_OIDC_AUTH_SERVER_URL to the address of the issuer of"
              + " your tokens.");
    }
    return Optional.empty();
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
