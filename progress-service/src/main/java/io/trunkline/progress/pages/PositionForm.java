package io.trunkline.progress.pages;

import io.trunkline.progress.pages.ActForm.Field;
import java.util.List;

/** The plan of an exercise goes on from here; it begins with what is advised. */
final class PositionForm extends LimitsForm {

  PositionForm(Ground ground, Posted posted) {
    super(Act.POSITION, ground, posted, ground.chosen(posted));
  }

  @Override
  public String lead() {
    return says.position_lead();
  }

  @Override
  String bounded(String label) {
    return label;
  }

  @Override
  String outside(String range) {
    return says.wrong_position(range);
  }

  @Override
  public boolean sends() {
    return !exercise().isEmpty();
  }

  @Override
  public List<Field> fields() {
    if (!sends()) {
      return List.of();
    }
    List<Field> fields = limits(posted.sent() ? null : advised());
    fields.add(reason());
    return fields;
  }
}
