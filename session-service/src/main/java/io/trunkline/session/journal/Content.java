package io.trunkline.session.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * What an entry says: canonical JSON, kept and published byte for byte. Two contents are the same
 * when their bytes are.
 */
public final class Content {

  private final String bodyType;
  private final byte[] bytes;
  private final byte[] sha256;
  private final Instant happenedAt;

  /**
   * @param bytes not copied; nobody may change them afterwards
   * @param happenedAt the moment the body speaks of
   */
  public Content(String bodyType, byte[] bytes, Instant happenedAt) {
    this.bodyType = bodyType;
    this.bytes = bytes;
    this.sha256 = sha256(bytes);
    this.happenedAt = happenedAt;
  }

  /** For example {@code session.session-recorded.v1}. */
  public String bodyType() {
    return bodyType;
  }

  /** Canonical JSON in UTF-8. */
  public byte[] bytes() {
    return bytes;
  }

  /** Of {@link #bytes}. */
  public byte[] sha256() {
    return sha256;
  }

  /** The moment the body speaks of. */
  public Instant happenedAt() {
    return happenedAt;
  }

  boolean sameAs(Content other) {
    return MessageDigest.isEqual(sha256, other.sha256);
  }

  /** The digest every Java runtime must have. */
  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
