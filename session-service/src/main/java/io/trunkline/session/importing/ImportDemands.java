package io.trunkline.session.importing;

import io.trunkline.session.entries.Problems;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What an import says beside its file. */
public class ImportDemands {

  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  @QueryParam("format")
  @Parameter(
      description =
          "The tracker, if you want to be sure: strong, hevy, fitnotes, stronglifts or liftosaur."
              + " The header tells it anyway; a file of another one is refused.",
      example = "strong")
  String format;

  @QueryParam("timeZone")
  @Parameter(
      description =
          "IANA zone in which the athlete trained; most exports give times without one. Left out:"
              + " the zone of the athlete's screening.",
      example = "Europe/Berlin")
  String timeZone;

  @QueryParam("unit")
  @Parameter(
      description =
          "kg or lb, for loads without a unit, as in Strong's comma form. Left out: the unit of the"
              + " athlete's screening. What the file says itself always wins.",
      example = "kg")
  String unit;

  @QueryParam("dryRun")
  @Parameter(description = "true: the same ledger, and nothing is written.", example = "true")
  String dryRun;

  @HeaderParam("Content-Type")
  @Parameter(hidden = true)
  String contentType;

  void requireCsv() {
    String charset =
        contentType == null ? null : MediaType.valueOf(contentType).getParameters().get("charset");
    if (contentType == null || (charset != null && !charset.equalsIgnoreCase("utf-8"))) {
      throw Problems.problem(415, "unsupported-media-type", "This content type is not understood")
          .withDetail("Send Content-Type: text/csv, in UTF-8.")
          .build();
    }
  }

  boolean isDryRun() {
    if (dryRun != null && !dryRun.equals("true") && !dryRun.equals("false")) {
      throw Problems.badParameter("dryRun", "dryRun is true or false.");
    }
    return "true".equals(dryRun);
  }

  void requireFormat(Tracker found) {
    if (format != null && !format.equals(found.wireName())) {
      throw ImportProblems.otherFormat(format, found);
    }
  }

  Locality locality(Supplier<ImportExport.Preferences> screening) {
    List<String> formats = Stream.of(Tracker.values()).map(Tracker::wireName).toList();
    if (format != null && !formats.contains(format)) {
      throw Problems.badParameter("format", "format is one of " + String.join(", ", formats) + ".");
    }
    if (unit != null && !unit.equals("kg") && !unit.equals("lb")) {
      throw Problems.badParameter("unit", "unit is kg or lb.");
    }
    ImportExport.Preferences preferences =
        unit == null || timeZone == null
            ? screening.get()
            : new ImportExport.Preferences(null, null);
    String zone = timeZone == null ? preferences.timeZone() : timeZone;
    if (zone == null || !ZONES.contains(zone)) {
      throw Problems.badParameter(
          "timeZone",
          "Send the IANA time zone in which the athlete trained, for example Europe/Berlin.");
    }
    return new Locality(ZoneId.of(zone), unit == null ? preferences.unit() : unit);
  }
}
