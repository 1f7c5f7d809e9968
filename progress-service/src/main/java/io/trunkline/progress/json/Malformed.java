package io.trunkline.progress.json;

/** A body that cannot be read. Carries no text: what somebody sent must not reach a log. */
public final class Malformed extends Exception {

  private final boolean json;

  private Malformed(boolean json) {
    // An expected verdict on foreign bytes, so no stack trace is collected.
    super(json ? "misses its schema" : "is not JSON", null, false, false);
    this.json = json;
  }

  static Malformed notJson() {
    return new Malformed(false);
  }

  /** A required field is missing, or a value is not what the contract says. */
  public static Malformed schema() {
    return new Malformed(true);
  }

  /** False when the bytes are not even JSON. */
  public boolean isJson() {
    return json;
  }
}
