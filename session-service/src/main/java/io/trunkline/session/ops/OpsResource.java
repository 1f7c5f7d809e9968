package io.trunkline.session.ops;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.session.entries.Moments;
import io.trunkline.session.entries.Problems;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.relay.Republish;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** HTTP for operators and reconcilers, who cross tenants and therefore name them. */
@Path("/v1/ops")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators", description = "Whether every copy says the same, and what to do if not.")
public class OpsResource {

  private static final int MOST = 1000;

  private final ListDigests listDigests;
  private final ListEntries listEntries;
  private final Republish republish;

  OpsResource(ListDigests listDigests, ListEntries listEntries, Republish republish) {
    this.listDigests = listDigests;
    this.listEntries = listEntries;
    this.republish = republish;
  }

  @PermissionsAllowed({"ops", "internal:reconcile"})
  @GET
  @Path("/digests")
  @Operation(
      summary = "Digests of all athletes of a partition",
      description =
          "Erased athletes, and those not changed since changedSince, are left out: a page may be short, even"
              + " empty, and still not be the last.")
  @APIResponseSchema(ListDigests.Answer.class)
  public ListDigests.Answer digests(
      @QueryParam("partition")
          @Parameter(
              description = "Partition of session.training-log, 0 to 11.",
              required = true,
              example = "0")
          String partition,
      @QueryParam("after") @Parameter(description = "next of the page before.") String after,
      @QueryParam("limit")
          @DefaultValue("500")
          @Parameter(description = "Athletes to look at for one page, 1 to 1000.")
          String limit,
      @QueryParam("changedSince")
          @Parameter(
              description = "Only athletes with an entry recorded then or later: RFC 3339.",
              example = "2026-05-04T18:00:00Z")
          String changedSince) {
    ListDigests.Page page =
        listDigests.ask(
            number("partition", partition, 0, EntryKey.PARTITIONS - 1),
            after == null ? ListDigests.Athlete.FIRST : athlete(after),
            number("limit", limit, 1, MOST),
            changedSince == null ? Instant.EPOCH : moment(changedSince));
    return new ListDigests.Answer(
        page.athletes(), page.last() == null ? null : cursor(page.last()));
  }

  @PermissionsAllowed({"ops", "internal:reconcile"})
  @GET
  @Path("/athletes/{athlete}/entries")
  @Operation(
      summary = "What the journal holds of an athlete, without contents",
      description = "All rows, tombstones included. 404 if there is none.")
  @APIResponseSchema(ListEntries.Answer.class)
  public ListEntries.Answer entries(
      @PathParam("athlete") String athlete,
      @QueryParam("tenant")
          @Parameter(description = "Whose athlete.", required = true, example = "local")
          String tenant) {
    List<ListEntries.Row> rows = listEntries.of(id("tenant", tenant), id("athlete", athlete));
    if (rows.isEmpty()) {
      throw Problems.notFound();
    }
    return new ListEntries.Answer(rows);
  }

  /** What was marked. */
  public record Marked(
      @Schema(description = "Entries that will be published again.") long marked,
      @Schema(description = "Those the journal does not know.") List<Wish.Entry> unknown) {}

  @PermissionsAllowed({"ops", "internal:reconcile"})
  @POST
  @Path("/republish")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Publish current states again",
      description =
          "Of entries by name, of an athlete, or of all. Tombstones are published as nulls. Harmless: consumers drop"
              + " what they already know.")
  @APIResponseSchema(Marked.class)
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Wish.class)))
  public Marked republish(InputStream body) {
    Wish wish = Wish.read(body);
    if (wish.entries() != null) {
      return named(wish.entries());
    }
    long marked =
        wish.athlete() == null
            ? republish.all()
            : republish.athlete(
                id("tenant", wish.athlete().tenant()), id("athlete", wish.athlete().athlete()));
    return new Marked(marked, List.of());
  }

  private Marked named(List<Wish.Entry> entries) {
    if (entries.size() > MOST || entries.contains(null)) {
      throw Problems.badParameter("entries", "Send at most " + MOST + ", each with its name.");
    }
    Map<Wish.Entry, EntryKey> keys = new LinkedHashMap<>();
    entries.forEach(entry -> entry.key().ifPresent(key -> keys.put(entry, key)));
    Set<EntryKey> marked = republish.entries(keys.values());
    List<Wish.Entry> unknown = new ArrayList<>(entries);
    unknown.removeIf(entry -> keys.containsKey(entry) && marked.contains(keys.get(entry)));
    return new Marked(marked.size(), unknown);
  }

  private static int number(String name, String text, int least, int most) {
    if (text != null && text.matches("[0-9]{1,4}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw Problems.badParameter(name, "Send a whole number from " + least + " to " + most + ".");
  }

  private static Instant moment(String text) {
    if (Moments.isMoment(text)) {
      return OffsetDateTime.parse(text).toInstant();
    }
    throw Problems.badParameter(
        "changedSince", "Send RFC 3339 with an offset, for example 2026-05-04T18:00:00Z.");
  }

  private static String id(String name, String text) {
    if (text == null || !EntryKey.isId(text)) {
      throw Problems.notAnId(name);
    }
    return text;
  }

  private static String cursor(ListDigests.Athlete last) {
    byte[] name = (last.tenant() + "/" + last.id()).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
  }

  private static ListDigests.Athlete athlete(String cursor) {
    try {
      String[] name =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("/", -1);
      if (name.length == 2 && EntryKey.isId(name[0]) && EntryKey.isId(name[1])) {
        return new ListDigests.Athlete(name[0], name[1]);
      }
    } catch (IllegalArgumentException notBase64) {
      throw notACursor();
    }
    throw notACursor();
  }

  private static RuntimeException notACursor() {
    return Problems.badParameter("after", "Send next of the page before, as it was.");
  }
}
