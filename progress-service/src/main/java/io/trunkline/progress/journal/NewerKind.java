package io.trunkline.progress.journal;

/**
 * An athlete has an entry of a kind that only a newer version of this service reads: it was stored
 * by that version, which runs beside this one or was rolled back. Nothing may rest on the others
 * alone.
 */
public final class NewerKind extends Exception {

  private final String kind;
  private final String entryId;
  private final long revision;

  NewerKind(String kind, String entryId, long revision) {
    super(kind);
    this.kind = kind;
    this.entryId = entryId;
    this.revision = revision;
  }

  public String kind() {
    return kind;
  }

  public String entryId() {
    return entryId;
  }

  public long revision() {
    return revision;
  }
}
