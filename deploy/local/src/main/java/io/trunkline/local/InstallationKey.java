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
 * The secret behind the pseudonyms of erased athletes: made on the first start and kept beside the
 * data, because with another key nobody would recognise them again.
 */
final class InstallationKey {

  private static final int BYTES = 32;

  private InstallationKey() {}

  /**
   * The key of the data in {@code run}, in base64; only the owner can read its file. The services
   * start side by side and must get the same one.
   */
  static synchronized String keptIn(Path run) {
    Path file = run.resolve("installation.key");
    try {
      if (!Files.exists(file)) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path draft =
            Files.createTempFile(
                run,
                "installation.key",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, Base64.getEncoder().encodeToString(key));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "The installation key in " + file + " cannot be kept.", failed);
    }
  }
}
