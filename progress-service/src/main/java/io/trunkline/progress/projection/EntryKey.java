package io.trunkline.progress.projection;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.Identifier;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a record is about: a journal entry, or (without tenant and athlete) an entry of the
 * catalogue.
 *
 * @param tenant null for the catalogue, of which an installation has one
 * @param athlete null for the catalogue
 * @param kind for example {@code session}; {@code exercise} or {@code program} in the catalogue
 */
record EntryKey(String tenant, String athlete, String kind, String entryId)
    implements Comparable<EntryKey> {

  private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,31}");

  // One order for every transaction, so that two consumers never wait for each other in a circle.
  private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<EntryKey> ORDER =
      Comparator.comparing(EntryKey::tenant, TEXT)
          .thenComparing(EntryKey::athlete, TEXT)
          .thenComparing(EntryKey::kind)
          .thenComparing(EntryKey::entryId);

  /** Reads {@code tenant/athlete/kind/entryId}. */
  static Optional<EntryKey> ofJournal(String key) {
    String[] parts = key.split("/", -1);
    return parts.length == 4
            && Identifier.valid(parts[0])
            && Identifier.valid(parts[1])
            && KIND.matcher(parts[2]).matches()
            && Identifier.valid(parts[3])
        ? Optional.of(new EntryKey(parts[0], parts[1], parts[2], parts[3]))
        : Optional.empty();
  }

  /** Reads the id of an exercise or programme. */
  static Optional<EntryKey> ofCatalogue(String kind, String id) {
    return Identifier.valid(id)
        ? Optional.of(new EntryKey(null, null, kind, id))
        : Optional.empty();
  }

  /** Whose entry it is; null for the catalogue. */
  Athlete owner() {
    return athlete == null ? null : new Athlete(tenant, athlete);
  }

  @Override
  public int compareTo(EntryKey other) {
    return ORDER.compare(this, other);
  }
}
