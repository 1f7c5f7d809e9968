package io.trunkline.progress.pages;

import static io.trunkline.progress.pages.ActForm.field;

import io.trunkline.progress.pages.ActForm.Choice;
import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Shape;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is advised of an exercise, or of every one, is at most this. */
final class CeilingForm extends LimitsForm {

  /** In addresses and hidden fields: no exercise in particular. */
  private static final String ALL = "";

  CeilingForm(Ground ground, Posted posted) {
    super(
        Act.CEILING,
        ground,
        posted,
        ALL.equals(posted.raw("exercise")) ? null : ground.chosen(posted));
  }

  @Override
  public String lead() {
    return says.ceiling_lead();
  }

  @Override
  String bounded(String label) {
    return says.at_most(label);
  }

  @Override
  String outside(String range) {
    return says.wrong_ceiling(range);
  }

  @Override
  public List<Choice> choices() {
    List<Choice> choices = new ArrayList<>(super.choices());
    choices.add(ground.choice(Act.CEILING, says.everything(), ALL, exercise()));
    return choices;
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = limits(null);
    fields.add(
        field(Shape.DAY, "until", says.until(), posted.raw("until")).hint(says.until_hint()));
    fields.add(reason());
    return fields;
  }

  @Override
  public Map<String, Object> read(Entered entered, OffsetDateTime opened) {
    Map<String, Object> body = super.read(entered, opened);
    LocalDate until = entered.until(ground.today());
    if (until != null) {
      body.put("until", until.toString());
    }
    return body;
  }
}
