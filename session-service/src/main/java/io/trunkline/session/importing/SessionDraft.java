package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.session.importing.Done.Dropped;
import io.trunkline.session.importing.Done.Workout;
import io.trunkline.session.importing.ExerciseNames.Meaning;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rows of one workout on their way to one session, in whatever order they came. */
final class SessionDraft {

  private static final int LONGEST_NOTES = 2048;
  private static final int LONGEST_NAME = 256;

  /** Longer, and the end is a slip: nobody trains for a week. */
  private static final Duration LONGEST = Duration.ofDays(7);

  // Unlike toString(), the formatter never leaves the seconds out, which RFC 3339 requires.
  private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private final String id;
  private final List<Part> parts = new ArrayList<>();

  /** What one row says was done, and the row. */
  record Part(int row, Done done) {}

  /** The rows of one exercise, as long as no set number repeats. */
  private static final class Block {

    private final String name;
    private final List<Part> parts = new ArrayList<>();
    private final Set<Integer> positions = new HashSet<>();

    Block(String name) {
      this.name = name;
    }

    boolean takes(Done done) {
      return done.position() == null || !positions.contains(done.position());
    }

    void add(Part part) {
      parts.add(part);
      positions.add(part.done().position());
    }

    boolean hasSets() {
      return parts.stream().anyMatch(part -> !part.done().sets().isEmpty());
    }

    /** In the order done where the export tells it, else in the order of the file. */
    List<Part> inOrder() {
      if (parts.stream().allMatch(part -> part.done().doneAt() != null)) {
        return sorted(Comparator.comparing((Part part) -> part.done().doneAt()));
      }
      return parts.stream().allMatch(part -> part.done().position() != null)
          ? sorted(Comparator.comparing((Part part) -> part.done().position()))
          : parts;
    }

    private List<Part> sorted(Comparator<Part> order) {
      return parts.stream().sorted(order).toList();
    }
  }

  SessionDraft(Tracker tracker, String key) {
    String[] startAndRest = key.split("\n", 2);
    id =
        tracker.wireName()
            + "-"
            + startAndRest[0]
            + "-"
            + ExerciseNames.hash(ExerciseNames.key(startAndRest[1]));
  }

  /** {@code strong-20260504T180000-1f0c…}: tracker, start as exported, hash of the title. */
  String id() {
    return id;
  }

  void add(int row, Done done) {
    parts.add(new Part(row, done));
  }

  /** Takes rows out that turned out to be unusable. */
  void remove(Set<Integer> rows) {
    parts.removeIf(part -> rows.contains(part.row()));
  }

  /** Whether any set is left. */
  boolean hasSets() {
    return parts.stream().anyMatch(part -> !part.done().sets().isEmpty());
  }

  Set<Integer> rows() {
    Set<Integer> rows = new TreeSet<>();
    parts.forEach(part -> rows.add(part.row()));
    return rows;
  }

  List<Part> parts() {
    return List.copyOf(parts);
  }

  String title() {
    return firstText(parts.stream().map(part -> part.done().workout().title()));
  }

  /**
   * A session's body.
   *
   * @param rowOfSets the row of each set, as {@code [exercise][set]}
   * @param dropped what did not fit, beside what the rows dropped themselves
   */
  record Session(ObjectNode body, List<List<Integer>> rowOfSets, List<Dropped> dropped) {}

  /** Everything the rows say, as a body of {@code PUT …/sessions/{id}}. */
  Session session(ZoneId zone, ExerciseNames names) {
    List<Dropped> dropped = new ArrayList<>();
    List<List<Integer>> rowOfSets = new ArrayList<>();
    OffsetDateTime startedAt = parts.get(0).done().workout().startedAt();
    ObjectNode body = Export.JSON.objectNode();
    body.put("startedAt", RFC_3339.format(startedAt));
    putEnd(body, startedAt, dropped);
    body.put("timeZone", zone.getId());
    putText(body, "title", title(), LONGEST_NAME, dropped);
    putText(
        body,
        "notes",
        firstText(parts.stream().map(part -> part.done().workout().notes())),
        LONGEST_NOTES,
        dropped);
    ArrayNode exercises = body.putArray("exercises");
    for (Block block : blocks()) {
      if (block.hasSets()) {
        rowOfSets.add(putExercise(exercises.addObject(), block, names, dropped));
      } else {
        dropped.add(
            new Dropped(
                "notes", block.parts.get(0).done().notes(), "The exercise has no set to go with."));
      }
    }
    return new Session(body, rowOfSets, dropped);
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Map<String, Block> latest = new HashMap<>();
    for (Part part : parts) {
      String name = part.done().exercise();
      Block block = latest.get(name);
      if (block == null || !block.takes(part.done())) {
        block = new Block(name);
        blocks.add(block);
        latest.put(name, block);
      }
      block.add(part);
    }
    return blocks;
  }

  private void putEnd(ObjectNode body, OffsetDateTime startedAt, List<Dropped> dropped) {
    OffsetDateTime endedAt =
        parts.stream()
            .map(part -> part.done().workout())
            .map(Workout::endedAt)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (endedAt == null) {
      return;
    }
    if (endedAt.isBefore(startedAt) || endedAt.isAfter(startedAt.plus(LONGEST))) {
      dropped.add(
          new Dropped(
              "end",
              RFC_3339.format(endedAt),
              "The workout cannot have ended then; its end is left out."));
    } else {
      body.put("endedAt", RFC_3339.format(endedAt));
    }
  }

  private static List<Integer> putExercise(
      ObjectNode exercise, Block block, ExerciseNames names, List<Dropped> dropped) {
    Meaning meaning = names.of(block.name);
    exercise.put("exercise", meaning.exercise());
    if (meaning.variation() != null) {
      exercise.put("variation", meaning.variation());
    }
    putText(exercise, "name", block.name, LONGEST_NAME, dropped);
    Set<String> notes = new LinkedHashSet<>();
    List<Integer> rows = new ArrayList<>();
    ArrayNode sets = exercise.putArray("sets");
    boolean assisted = ExerciseNames.key(block.name).contains("assisted");
    for (Part part : block.inOrder()) {
      notes.add(part.done().notes());
      for (ObjectNode set : part.done().sets()) {
        sets.add(assisted ? helped(set) : set);
        rows.add(part.row());
      }
    }
    notes.remove("");
    putText(exercise, "notes", String.join("\n", notes), LONGEST_NOTES, dropped);
    return rows;
  }

  /** Trackers write help as a positive load; here it is a negative one. */
  private static ObjectNode helped(ObjectNode set) {
    BigDecimal load = set.at("/load/value").decimalValue();
    if (load.signum() <= 0) {
      return set;
    }
    ObjectNode copy = set.deepCopy();
    ((ObjectNode) copy.get("load")).put("value", load.negate());
    return copy;
  }

  private static void putText(
      ObjectNode object, String field, String text, int longest, List<Dropped> dropped) {
    String kept = Cells.cut(text, longest);
    if (!kept.isEmpty()) {
      object.put(field, kept);
    }
    if (text.length() > longest) {
      dropped.add(
          new Dropped(
              field,
              text.substring(kept.length() - 1),
              "Longer than " + longest + " characters; this end is left out."));
    }
  }

  private static String firstText(Stream<String> texts) {
    return texts.filter(text -> !text.isEmpty()).findFirst().orElse("");
  }
}
