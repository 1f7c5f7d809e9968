package io.trunkline.session.entries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.security.audit.Actor;
import io.trunkline.session.exercises.NearestNames;
import io.trunkline.session.journal.Change;
import io.trunkline.session.journal.Content;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.journal.Precondition;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An entry as one line of JSON: its body with {@code kind}, {@code athlete} and {@code id} in
 * front. A sensation has a {@code kind} of its own, so its body stands apart in {@code body}; any
 * other may. {@code "deleted":true} instead of a body deletes.
 */
@Singleton
class EntryLine {

  /** Room for the longest body and what stands in front of it. */
  static final int LONGEST = JsonBody.MAX_LINE;

  private static final List<String> KINDS = Stream.of(Kind.values()).map(Kind::wireName).toList();
  private static final String BODY = "body";

  private final Validation validation;

  EntryLine(Validation validation) {
    this.validation = validation;
  }

  /**
   * Who sends lines, and how. Taken from the request once: lines are read when it may be over.
   *
   * @param tenant whose athletes they are
   * @param actor who sends them
   * @param directs whether directives and coaches' observations may be among them
   * @param grants whether grants to coaches may be among them
   * @param strict warnings are faults, too
   */
  record Sender(String tenant, Actor actor, boolean directs, boolean grants, boolean strict) {}

  /** What a line asks for, and what its sender may want to look at. */
  record Wish(Change change, List<Warning> warnings) {}

  /**
   * Reads a line.
   *
   * @param number of the line, for messages
   * @throws io.quarkiverse.resteasy.problem.HttpProblem with every fault found
   */
  Wish read(byte[] line, long number, Sender sender) {
    if (!(JsonBody.read(line, number) instanceof ObjectNode fields)) {
      throw Problems.invalidEntry(
          List.of(new Fault("", "must be an object with kind, athlete and id in front")));
    }
    List<Fault> faults = new ArrayList<>();
    Kind kind = takeKind(fields, faults);
    if (kind == Kind.DIRECTIVE && !sender.directs()) {
      throw Problems.missingScope("A directive", "directives:write");
    }
    if (kind == Kind.OBSERVATION && !sender.directs()) {
      throw Problems.missingScope("A coach's observation", "directives:write");
    }
    if (kind == Kind.COACH_GRANT && !sender.grants()) {
      throw Problems.missingScope("A coach's grant", "grants:write");
    }
    String athlete = takeId(fields, "athlete", faults);
    String id = takeId(fields, "id", faults);
    boolean deletes = takeDeleted(fields, faults);
    Validation.Valid checked = null;
    if (deletes) {
      fields
          .fieldNames()
          .forEachRemaining(
              name -> faults.add(new Fault("/" + name, "must not stand beside deleted: true")));
    } else if (kind != null) {
      checked = checkBody(kind, fields, sender.strict(), faults);
    }
    Validation.refuse(faults);
    EntryKey key = new EntryKey(sender.tenant(), athlete, kind, id);
    return deletes
        ? new Wish(Change.delete(key, Precondition.NONE, sender.actor()), List.of())
        : new Wish(
            Change.put(key, checked.content(), Precondition.NONE, sender.actor()),
            checked.warnings());
  }

  /** The line of an entry that is not deleted, with its line feed. */
  static byte[] write(JournalEntry entry) {
    EntryKey key = entry.key();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(
        ("{\"kind\":\""
                + key.kind().wireName()
                + "\",\"athlete\":\""
                + key.athlete()
                + "\",\"id\":\""
                + key.id()
                + "\",")
            .getBytes(StandardCharsets.US_ASCII));
    Content content = entry.content();
    if (hasKindOfItsOwn(key.kind())) {
      line.writeBytes("\"body\":".getBytes(StandardCharsets.US_ASCII));
      line.writeBytes(content.bytes());
      line.write('}');
    } else {
      // No body is empty, so a comma is right.
      line.write(content.bytes(), 1, content.bytes().length - 1);
    }
    line.write('\n');
    return line.toByteArray();
  }

  private Validation.Valid checkBody(
      Kind kind, ObjectNode fields, boolean strict, List<Fault> faults) {
    JsonNode apart = fields.remove(BODY);
    if (apart == null && hasKindOfItsOwn(kind)) {
      faults.add(
          new Fault(
              "/" + BODY,
              "is missing; a sensation has a kind of its own, so its fields stand in body:"
                  + " {\"feltAt\": …, \"kind\": \"ache\"}"));
      return null;
    }
    if (apart == null) {
      return validation.check(kind, fields, "", strict, faults);
    }
    fields
        .fieldNames()
        .forEachRemaining(name -> faults.add(new Fault("/" + name, "belongs into body")));
    return validation.check(kind, apart, "/" + BODY, strict, faults);
  }

  private static boolean hasKindOfItsOwn(Kind kind) {
    return kind == Kind.SENSATION;
  }

  private static Kind takeKind(ObjectNode fields, List<Fault> faults) {
    JsonNode field = fields.remove("kind");
    if (field != null && KINDS.contains(field.textValue())) {
      return Kind.ofWireName(field.textValue());
    }
    List<String> nearest =
        field != null && field.isTextual()
            ? NearestNames.of(field.textValue(), KINDS, 1)
            : List.of();
    String meant = nearest.isEmpty() ? "" : "; did you mean " + nearest.get(0) + "?";
    faults.add(new Fault("/kind", "must be one of " + String.join(", ", KINDS) + meant));
    return null;
  }

  private static String takeId(ObjectNode fields, String name, List<Fault> faults) {
    JsonNode field = fields.remove(name);
    if (field != null && field.isTextual() && EntryKey.isId(field.textValue())) {
      return field.textValue();
    }
    faults.add(
        new Fault(
            "/" + name,
            "must be an id of 1 to 64 characters out of A-Z a-z 0-9 . _ ~ - and neither . nor .."
                + " alone"));
    return null;
  }

  private static boolean takeDeleted(ObjectNode fields, List<Fault> faults) {
    JsonNode field = fields.remove("deleted");
    if (field != null && !field.isBoolean()) {
      faults.add(new Fault("/deleted", "must be true or false"));
    }
    return field != null && field.booleanValue();
  }
}
