package io.trunkline.progress.pages;

import static io.trunkline.progress.pages.ActForm.field;

import io.trunkline.progress.pages.ActForm.Choice;
import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Option;
import io.trunkline.progress.pages.ActForm.Shape;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.wording.ActTexts;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a coach saw an exercise done. */
final class FormCheckForm implements Filling {

  private static final String GOOD = "good";
  private static final String NEEDS_WORK = "needs-work";

  private final Ground ground;
  private final Posted posted;
  private final ActTexts says;
  private final Exercise exercise;

  FormCheckForm(Ground ground, Posted posted) {
    this.ground = ground;
    this.posted = posted;
    this.says = ground.says();
    this.exercise = ground.chosen(posted);
  }

  @Override
  public String lead() {
    return says.form_check_lead();
  }

  @Override
  public String exercise() {
    return sends() ? exercise.id() : "";
  }

  @Override
  public List<Choice> choices() {
    return ground.choices(Act.FORM_CHECK, exercise());
  }

  @Override
  public boolean sends() {
    return exercise != null;
  }

  @Override
  public List<Field> fields() {
    return sends()
        ? List.of(
            field(Shape.RADIO, "form", says.form_question(), "")
                .with(
                    List.of(
                        Option.of(GOOD, says.form_good(), posted.raw("form")),
                        Option.of(NEEDS_WORK, says.form_needs_work(), posted.raw("form")))),
            field(Shape.TEXT, "note", says.what_was_seen(), posted.raw("note"))
                .hint(ground.seesHealth() ? says.said_hint() : says.note_read_by()),
            field(Shape.MOMENT, "seen", says.seen(), ground.momentIn("seen", posted))
                .hint(says.seen_hint())
                .mandatory())
        : List.of();
  }

  @Override
  public Map<String, Object> read(Entered entered, OffsetDateTime opened) {
    String form = posted.text("form");
    if (!form.equals(GOOD) && !form.equals(NEEDS_WORK)) {
      entered.wrong("form", says.wrong_form());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "seenAt",
        Filling.moment(entered.moment("seen", opened, ground.zone(), says.wrong_unseen())));
    body.put("exercise", exercise());
    body.put("form", form);
    entered.optional("note").ifPresent(note -> body.put("note", note));
    return body;
  }
}
