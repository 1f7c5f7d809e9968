package io.trunkline.catalog.definition;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The HTTP answers that exercises and programmes share. */
public final class Answers {

  /** Characters and length of every id a caller may ask for. */
  public static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final int ID_LENGTH = 64;

  private Answers() {}

  /** The document, with its version as strong ETag. */
  public static Response document(Status status, DefinitionVersion version) {
    return Response.status(status)
        .entity(version.document)
        .tag(String.valueOf(version.version))
        .build();
  }

  /** The answer to a PUT: 201 for the first version, 200 otherwise. */
  public static Response written(Stored stored) {
    return document(
        stored.outcome() == Stored.Outcome.CREATED ? Status.CREATED : Status.OK, stored.current());
  }

  /** The answer to a DELETE. */
  public static Response retired(Stored stored) {
    return Response.noContent().tag(String.valueOf(stored.current().version)).build();
  }

  /** Answers the current version or {@code not-found}. */
  public static Response current(Kind kind, String id) {
    return document(
        Status.OK,
        DefinitionVersion.current(kind, known(kind, id))
            .orElseThrow(() -> Problems.notFound(kind)));
  }

  /** Answers one version or {@code not-found}. */
  public static Response numbered(Kind kind, String id, String version) {
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw Problems.notFound(kind);
    }
    return document(
        Status.OK,
        DefinitionVersion.numbered(kind, known(kind, id), Integer.parseInt(version))
            .orElseThrow(() -> Problems.notFound(kind)));
  }

  /** The id, if it can be one at all; {@code not-found} otherwise. */
  public static String known(Kind kind, String id) {
    if (id.length() > ID_LENGTH || !ID.matcher(id).matches()) {
      throw Problems.notFound(kind);
    }
    return id;
  }

  /**
   * One page of current definitions.
   *
   * @param limit 1 to 100 as sent
   * @param cursor as handed out with the page before, null for the first
   */
  public static String page(
      Kind kind, List<String> tags, String words, String limit, String cursor) {
    int size = limit(limit);
    List<DefinitionVersion> found =
        DefinitionVersion.page(kind, tags, words, after(cursor), size + 1);
    List<DefinitionVersion> page = found.subList(0, Math.min(size, found.size()));
    String items = page.stream().map(v -> v.document).collect(Collectors.joining(","));
    String next = found.size() > size ? ",\"next\":\"" + cursor(page.get(size - 1).id) + "\"" : "";
    return "{\"items\":[" + items + "]" + next + "}";
  }

  private static int limit(String limit) {
    if (!limit.matches("[1-9][0-9]?|100")) {
      throw Problems.badParameter("limit", "must be a whole number from 1 to 100");
    }
    return Integer.parseInt(limit);
  }

  private static String cursor(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(id.getBytes(StandardCharsets.UTF_8));
  }

  private static String after(String cursor) {
    if (cursor == null) {
      return "";
    }
    try {
      String id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (ID.matcher(id).matches()) {
        return id;
      }
    } catch (IllegalArgumentException notBase64) {
      // answered below
    }
    throw Problems.badParameter("cursor", "must be the next of an earlier page");
  }
}
