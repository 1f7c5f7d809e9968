package io.trunkline.progress.projection;

/** Why a record could not be used. The codes are stored, shown to operators and never reused. */
public enum Reason {
  BAD_KEY("bad-key"),
  WRONG_PARTITION("wrong-partition"),
  BAD_HEADERS("bad-headers"),
  KEY_MISMATCH("key-mismatch"),
  WRONG_TOPIC("wrong-topic"),
  UNKNOWN_TYPE("unknown-type"),
  TOO_LARGE("too-large"),
  NOT_JSON("not-json"),
  SCHEMA_VIOLATION("schema-violation"),
  /** Our own failure on this record alone. */
  HANDLER_ERROR("handler-error"),
  /** No record: the reconciler found that the journal has it and this projection has not. */
  MISSING("missing"),
  /** No record: the reconciler found other bytes here than in the journal. */
  ALTERED("altered");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
