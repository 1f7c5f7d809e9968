package io.trunkline.session.journal;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What stays of an athlete's id after an erasure: lower-case hexadecimal HMAC-SHA-256 of {@code
 * tenant/athlete}, by a key that all services of an installation share. Only who has the key can
 * tell that an id was erased, and nobody can go back from the pseudonym to the id.
 */
@Singleton
public class Pseudonyms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 32;
  private static final String WHAT_TO_DO =
      "; set TRUNKLINE_INSTALLATION_KEY to at least 32 random bytes in base64, the same for"
          + " session- and progress-service, and keep it as long as the data.";

  private final Optional<String> base64;

  /** Copied for each use: to find the algorithm and to key it costs more than to hash. */
  private volatile Mac keyed;

  Pseudonyms(@ConfigProperty(name = "trunkline.installation-key") Optional<String> base64) {
    this.base64 = base64;
  }

  /**
   * Refuses the start without a key, or with one that can be guessed. Before anything else starts,
   * so that one line is all there is to read.
   */
  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
    keyed = keyed();
  }

  /** The same for ever, as long as the key is. */
  public String of(String tenant, String athlete) {
    try {
      Mac mac = keyed == null ? keyed() : (Mac) keyed.clone();
      byte[] owner = (tenant + "/" + athlete).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(owner));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Mac keyed() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(readKey());
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SecretKeySpec readKey() {
    String text = base64.orElseThrow(() -> refusal("trunkline.installation-key is missing"));
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException notBase64) {
      throw refusal("trunkline.installation-key is no base64");
    }
    if (bytes.length < LEAST_BYTES) {
      throw refusal("trunkline.installation-key has only " + bytes.length + " bytes");
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  private static RuntimeException refusal(String why) {
    return new ConfigurationException(why + WHAT_TO_DO);
  }
}
