package io.trunkline.session.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trunkline.session.entries.Problems;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be published again: exactly one of the three. */
public record Wish(
    @Schema(description = "These entries, at most 1000.") List<Entry> entries,
    @Schema(description = "Everything of one athlete.") Athlete athlete,
    @Schema(description = "true: everything there is.") Boolean all) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Refuses everything that is not exactly one wish. */
  static Wish read(InputStream body) {
    try {
      Wish wish = JSON.readValue(body, Wish.class);
      if (wish == null || wish.parts() != 1) {
        throw unclear();
      }
      return wish;
    } catch (JsonProcessingException noWish) {
      throw unclear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int parts() {
    return (entries == null ? 0 : 1)
        + (athlete == null ? 0 : 1)
        + (Boolean.TRUE.equals(all) ? 1 : 0);
  }

  private static RuntimeException unclear() {
    return Problems.badParameter(
        "body", "Send a JSON object with one of entries, athlete, or all with the value true.");
  }

  /** An entry by its full name. */
  public record Entry(
      @Schema(description = "Whose athlete.", examples = "local") String tenant,
      @Schema(description = "The athlete's id.", examples = "a-17") String athlete,
      @Schema(description = "Kind of the entry.", examples = "session") String kind,
      @Schema(description = "Id of the entry.", examples = "s1") String id) {

    /** Empty: nothing can have this name. */
    Optional<EntryKey> key() {
      try {
        return Optional.of(new EntryKey(tenant, athlete, Kind.ofWireName(kind), id));
      } catch (IllegalArgumentException | NullPointerException notAName) {
        return Optional.empty();
      }
    }
  }

  /** An athlete by name. */
  public record Athlete(
      @Schema(description = "Whose athlete.", examples = "local") String tenant,
      @Schema(description = "The athlete's id.", examples = "a-17") String athlete) {}
}
