package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret of this machine: made on the first start, kept beside the data, and its owner's only.
 */
final class KeptSecret {

  private static final int BYTES = 32;
  // The same whether or not somebody encodes it for an address.
  private static final Base64.Encoder TYPED = Base64.getUrlEncoder().withoutPadding();

  private KeptSecret() {}

  /**
   * The secret behind the pseudonyms of erased athletes. With another one nobody would recognise
   * them again, so it goes with the data in {@code run}.
   */
  static String installationKey(Path run) {
    return in(run, "installation.key", Base64.getEncoder(), BYTES);
  }

  /** What the clients of this machine's identity provider show it. */
  static String ofClients(Path run) {
    return in(run, "clients.secret", TYPED, BYTES);
  }

  /** The password of the coach, short enough to be typed. */
  static String ofCoach(Path run) {
    return in(run, "coach.password", TYPED, BYTES / 2);
  }

  /** The services start side by side and must get the same one. */
  private static synchronized String in(
      Path run, String name, Base64.Encoder written, int howManyBytes) {
    Path file = run.resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] secret = new byte[howManyBytes];
        new SecureRandom().nextBytes(secret);
        Path draft =
            Files.createTempFile(
                run,
                name,
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, written.encodeToString(secret));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException("The secret in " + file + " cannot be kept.", failed);
    }
  }
}
