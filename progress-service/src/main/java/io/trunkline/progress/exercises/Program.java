package io.trunkline.progress.exercises;

import io.trunkline.progress.json.Fields;
import io.trunkline.progress.json.Malformed;
import io.trunkline.progress.rules.NextWorkout.Wanted;
import java.util.ArrayList;
import java.util.List;

/** A named workout: its exercises in order, with what may stand in for each. */
public record Program(String id, List<Wanted> items) {

  /** Wire type of a programme in use. */
  public static final String PUBLISHED = "catalog.program-published.v1";

  /** Wire type of a programme nobody should start any more. */
  public static final String WITHDRAWN = "catalog.program-withdrawn.v1";

  public Program {
    items = List.copyOf(items);
  }

  /** Reads a definition. Unknown fields are ignored; a missing required field is never guessed. */
  public static Program read(byte[] body) throws Malformed {
    Fields fields = Fields.of(body);
    List<Wanted> items = new ArrayList<>();
    for (Fields item : fields.objects("items")) {
      List<String> substitutes = new ArrayList<>();
      for (Fields substitute : item.objectsOrNone("substitutes")) {
        substitutes.add(substitute.text("exercise"));
      }
      items.add(new Wanted(item.text("exercise"), substitutes));
    }
    return new Program(fields.text("id"), items);
  }
}
