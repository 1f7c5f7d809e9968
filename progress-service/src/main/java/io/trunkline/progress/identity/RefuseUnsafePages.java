package io.trunkline.progress.identity;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to serve pages whose sessions could be read on the way, or forged. */
@Singleton
class RefuseUnsafePages {

  /** As many characters as AES-256 has bytes: the secret encrypts what sessions are made of. */
  private static final int SHORTEST = 32;

  private final boolean local;
  private final boolean enabled;
  private final boolean https;
  private final Optional<String> secret;

  /**
   * Takes what decides.
   *
   * @param local the launcher's word that only this machine can call
   * @param enabled whether there are pages
   * @param https whether browsers reach them by HTTPS alone
   * @param secret of the client that people log in through; the same on each replica
   */
  RefuseUnsafePages(
      @ConfigProperty(name = "trunkline.identity.local") boolean local,
      @ConfigProperty(name = "trunkline.pages.enabled") boolean enabled,
      @ConfigProperty(name = "trunkline.pages.https") boolean https,
      @ConfigProperty(name = "trunkline.pages.client-secret") Optional<String> secret) {
    this.local = local;
    this.enabled = enabled;
    this.https = https;
    this.secret = secret;
  }

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
    if (!enabled) {
      return Optional.empty();
    }
    if (!local && !https) {
      return Optional.of(
          "TRUNKLINE_PAGES_HTTPS is false: session cookies would travel in the clear. That is for"
              + " one machine alone.");
    }
    if (secret.map(String::length).orElse(0) < SHORTEST) {
      return Optional.of(
          "Pages need TRUNKLINE_PAGES_CLIENT_SECRET, of "
              + SHORTEST
              + " characters or more: the secret of the client that people log in through.");
    }
    return Optional.empty();
  }
}
