package io.trunkline.progress;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The parameters of one request, each checked. One that is not known is refused: a misspelt {@code
 * at} that is silently ignored would be answered with a dose for another day.
 */
public final class Parameters {

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

  private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]?|100");
  private static final Pattern PLACE = Pattern.compile("[1-9][0-9]{0,17}");

  private final MultivaluedMap<String, String> values;

  private Parameters(MultivaluedMap<String, String> values) {
    this.values = values;
  }

  /** The query of {@code uri}, of which only {@code names} may occur. */
  public static Parameters of(UriInfo uri, Set<String> names) {
    MultivaluedMap<String, String> values = uri.getQueryParameters();
    for (String name : new TreeSet<>(values.keySet())) {
      if (!names.contains(name)) {
        throw Problems.badParameter(
            name, "This parameter is not known here; known are " + new TreeSet<>(names) + ".");
      }
    }
    return new Parameters(values);
  }

  /** An id out of the path. */
  public static String id(String name, String value) {
    if (!Identifier.valid(value)) {
      throw Problems.badParameter(
          name, name + " must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -");
    }
    return value;
  }

  /** The value of a parameter that may be given once, or null. */
  public String one(String name) {
    List<String> given = all(name);
    if (given.size() > 1) {
      throw Problems.badParameter(name, name + " can be given once only.");
    }
    return given.isEmpty() ? null : given.get(0);
  }

  public void notBoth(String one, String other) {
    if (values.containsKey(one) && values.containsKey(other)) {
      throw Problems.badParameter(other, other + " cannot be combined with " + one + ".");
    }
  }

  private List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** An id, or null when not given. */
  public String idOrNull(String name) {
    String value = one(name);
    return value == null ? null : id(name, value);
  }

  /** Ids separated by commas, each once, at most {@code most}; or null when not given. */
  public List<String> idsOrNull(String name, int most) {
    String value = one(name);
    if (value == null) {
      return null;
    }
    List<String> ids = List.of(value.split(",", -1));
    ids.forEach(id -> id(name, id));
    if (ids.size() > most || Set.copyOf(ids).size() < ids.size()) {
      throw Problems.badParameter(name, name + " takes at most " + most + " ids, each once.");
    }
    return ids;
  }

  /** How many of a list at once: 1 to 100, 20 when not given. */
  public int limit() {
    String value = one("limit");
    if (value == null) {
      return 20;
    }
    if (!LIMIT.matcher(value).matches()) {
      throw Problems.badParameter("limit", "limit must be a whole number from 1 to 100.");
    }
    return Integer.parseInt(value);
  }

  /** The place in a list, as {@link #cursor} wrote it, or null for its beginning. */
  public Long cursorOrNull() {
    String value = one("cursor");
    if (value == null) {
      return null;
    }
    try {
      String place = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.US_ASCII);
      if (PLACE.matcher(place).matches()) {
        return Long.valueOf(place);
      }
    } catch (IllegalArgumentException notOurs) {
      // answered below, like any other text that is not a cursor
    }
    throw Problems.badParameter("cursor", "cursor must be the next of an earlier page.");
  }

  /** Opaque, so that callers do not count on what it is made of. */
  public static String cursor(long place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Long.toString(place).getBytes(StandardCharsets.US_ASCII));
  }

  /** A local day, or null when not given. */
  public LocalDate dayOrNull(String name) {
    String value = one(name);
    try {
      return value == null ? null : LocalDate.parse(value);
    } catch (DateTimeException noSuchDay) {
      throw Problems.badParameter(name, name + " must be a real day, for example 2026-05-27.");
    }
  }

  /** A moment with its offset, or null when not given. */
  public OffsetDateTime timeOrNull(String name) {
    String value = one(name);
    if (value == null) {
      return null;
    }
    // An unescaped plus arrives as a space; nothing else about a moment can contain one.
    String text = value.replace(' ', '+');
    try {
      if (RFC_3339.matcher(text).matches()) {
        return OffsetDateTime.parse(text);
      }
    } catch (DateTimeException noSuchMoment) {
      // answered below, like any other text that is not a moment
    }
    throw Problems.badParameter(
        name,
        name + " must be a real moment with an offset, for example 2026-05-27T18:00:00+02:00.");
  }
}
