package io.trunkline.session.entries;

import io.trunkline.session.journal.Precondition;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a write says beside its body. */
public class Demands {

  private static final Pattern TAG = Pattern.compile("(W/)?\"([!#-~]*)\"");
  private static final Pattern TAGS = Pattern.compile("\\s*" + TAG + "(\\s*,\\s*" + TAG + ")*\\s*");
  private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");

  @HeaderParam("If-Match")
  @Parameter(
      description =
          "ETag of the revision you mean to replace, or * for any. Send it with corrections that"
              + " may be retried: a retry then changes nothing, however late it comes.",
      example = "\"1\"")
  String ifMatch;

  @HeaderParam("If-None-Match")
  @Parameter(
      description =
          "Only *: record this id only if it was never used. Send it with a first write that may be"
              + " retried.",
      example = "*")
  String ifNoneMatch;

  Precondition precondition() {
    if (ifMatch != null && ifNoneMatch != null) {
      throw Problems.badParameter("If-Match", "Send If-Match or If-None-Match, not both.");
    }
    if (ifNoneMatch != null) {
      if (!ifNoneMatch.strip().equals("*")) {
        throw Problems.badParameter("If-None-Match", "A write understands only If-None-Match: *");
      }
      return Precondition.UNUSED;
    }
    if (ifMatch == null) {
      return Precondition.NONE;
    }
    return ifMatch.strip().equals("*") ? Precondition.EXISTS : Precondition.at(revisions(ifMatch));
  }

  /** Tags that are weak or not ours match no revision (RFC 9110 section 8.8.3.2). */
  private static Set<Long> revisions(String header) {
    if (!TAGS.matcher(header).matches()) {
      throw Problems.badParameter(
          "If-Match", "Send the ETag as you received it, with its quotes, for example \"1\"");
    }
    Set<Long> revisions = new HashSet<>();
    Matcher tag = TAG.matcher(header);
    while (tag.find()) {
      if (tag.group(1) == null && REVISION.matcher(tag.group(2)).matches()) {
        revisions.add(Long.parseLong(tag.group(2)));
      }
    }
    return revisions;
  }

  static boolean isStrict(String strict) {
    if (strict != null && !strict.equals("true") && !strict.equals("false")) {
      throw Problems.badParameter("strict", "strict is true or false.");
    }
    return "true".equals(strict);
  }

  /** The demands of a PUT. */
  public static class OfPut extends Demands {

    @QueryParam("strict")
    @Parameter(description = "true: refuse (422) what would only earn a warning.", example = "true")
    String strict;

    @HeaderParam("Content-Type")
    @Parameter(hidden = true)
    String contentType;

    boolean isStrict() {
      return Demands.isStrict(strict);
    }
  }
}
