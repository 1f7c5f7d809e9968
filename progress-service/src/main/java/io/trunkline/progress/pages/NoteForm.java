package io.trunkline.progress.pages;

import static io.trunkline.progress.pages.ActForm.field;

import io.trunkline.progress.pages.ActForm.Choice;
import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Shape;
import io.trunkline.progress.wording.ActTexts;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A coach's words about an athlete, or about an exercise of theirs. */
final class NoteForm implements Filling {

  private final Ground ground;
  private final Posted posted;
  private final ActTexts says;
  private final String exercise;

  NoteForm(Ground ground, Posted posted) {
    this.ground = ground;
    this.posted = posted;
    this.says = ground.says();
    this.exercise = posted.text("exercise").isEmpty() ? "" : ground.chosen(posted).id();
  }

  @Override
  public String lead() {
    return says.note_lead();
  }

  @Override
  public String exercise() {
    return exercise;
  }

  @Override
  public List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    choices.add(ground.choice(Act.NOTE, says.in_general(), "", exercise));
    choices.addAll(ground.choices(Act.NOTE, exercise));
    return choices;
  }

  @Override
  public List<Field> fields() {
    return List.of(
        field(Shape.TEXT, "note", says.note_word(), posted.raw("note"))
            .hint(ground.seesHealth() ? says.reason_hint() : says.note_read_by())
            .mandatory(),
        field(Shape.MOMENT, "seen", says.seen(), ground.momentIn("seen", posted))
            .hint(says.seen_hint())
            .mandatory());
  }

  @Override
  public Map<String, Object> read(Entered entered, OffsetDateTime opened) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "seenAt",
        Filling.moment(entered.moment("seen", opened, ground.zone(), says.wrong_unseen())));
    if (!exercise.isEmpty()) {
      body.put("exercise", exercise);
    }
    body.put("note", entered.text("note", says.wrong_note()));
    return body;
  }
}
