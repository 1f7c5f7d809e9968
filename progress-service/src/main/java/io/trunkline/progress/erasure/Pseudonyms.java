package io.trunkline.progress.erasure;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Startup;
import io.trunkline.progress.Athlete;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What remains of an erased athlete: lower-case hex HMAC-SHA-256 under the installation key, over
 * {@code tenant/athlete}. The same in every service, and nobody without the key can tell whose it
 * is.
 */
@Singleton
@Startup
public class Pseudonyms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 32;

  /** Copied for each use: to find the algorithm and to key it costs more than to hash. */
  private final Mac keyed;

  /** Ends the start without a key worth the name: another key later would recognise nobody. */
  public Pseudonyms(
      @ConfigProperty(name = "trunkline.installation-key") Optional<String> installationKey) {
    keyed =
        installationKey
            .flatMap(Pseudonyms::decoded)
            .filter(bytes -> bytes.length >= LEAST_BYTES)
            .map(Pseudonyms::keyed)
            .orElseThrow(
                () ->
                    new PreventFurtherStepsException(
                        "TRUNKLINE_INSTALLATION_KEY must be at least 32 random bytes in base64, the same for"
                            + " session-service and progress-service, for ever.",
                        1));
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64.strip()));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", impossible);
    }
  }

  /** 64 hex digits. */
  public String of(Athlete athlete) {
    try {
      Mac mac = (Mac) keyed.clone();
      String name = athlete.tenant() + "/" + athlete.id();
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("The platform's own HmacSHA256 can be copied.", impossible);
    }
  }
}
