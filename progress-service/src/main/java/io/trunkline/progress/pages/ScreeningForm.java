package io.trunkline.progress.pages;

import static io.trunkline.progress.pages.ActForm.field;

import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Option;
import io.trunkline.progress.pages.ActForm.Shape;
import io.trunkline.progress.wording.ActTexts;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an athlete answers about their back, in place of what they answered before. */
final class ScreeningForm implements Filling {

  private static final List<String> TROUBLES =
      List.of("injury", "herniation", "stenosis", "chronic", "mild");
  private static final List<String> LEVELS = List.of("beginner", "intermediate", "advanced");

  private final Answered before;
  private final Posted posted;
  private final ActTexts says;

  ScreeningForm(Ground ground, Posted posted) {
    this.before = ground.answered();
    this.posted = posted;
    this.says = ground.says();
  }

  @Override
  public String lead() {
    return before.body().isEmpty()
        ? says.screening_lead()
        : says.screening_lead() + " " + says.screening_again();
  }

  /** As it was when the form was opened, so that nobody else's answer is overwritten unseen. */
  @Override
  public long revision() {
    return posted.sent() ? posted.revision() : before.revision();
  }

  @Override
  public List<Field> fields() {
    List<String> told = posted.sent() ? posted.all("history") : told();
    String trouble = posted.sent() ? posted.raw("trouble") : answer();
    String level =
        posted.sent() ? posted.raw("experience") : String.valueOf(before.body().get("experience"));
    List<Option> levels = new ArrayList<>();
    levels.add(new Option("", says.not_asked(), false));
    LEVELS.forEach(each -> levels.add(Option.of(each, says.level(each), level)));
    return List.of(
        field(Shape.RADIO, "trouble", says.trouble(), "")
            .with(
                List.of(
                    Option.of("no", says.trouble_no(), trouble),
                    Option.of("yes", says.trouble_yes(), trouble))),
        field(Shape.CHECKS, "history", says.history(), "")
            .with(
                TROUBLES.stream()
                    .map(each -> new Option(each, says.back_trouble(each), told.contains(each)))
                    .toList())
            .hint(says.history_hint()),
        field(Shape.SELECT, "experience", says.experience(), "").with(levels),
        field(Shape.TEXT, "note", says.screening_note(), posted.raw("note"))
            .hint(says.screening_note_hint()));
  }

  private String answer() {
    return before.body().isEmpty() ? "" : told().isEmpty() ? "no" : "yes";
  }

  private List<String> told() {
    return before.body().get("backHistory") instanceof List<?> kinds
        ? kinds.stream().map(String::valueOf).toList()
        : List.of();
  }

  @Override
  public Map<String, Object> read(Entered entered, OffsetDateTime opened) {
    Map<String, Object> body = new LinkedHashMap<>(before.body());
    body.put("answeredAt", Filling.moment(opened));
    List<String> history = TROUBLES.stream().filter(posted.all("history")::contains).toList();
    String trouble = posted.text("trouble");
    if (trouble.equals("no") && !history.isEmpty()) {
      entered.wrong("trouble", says.wrong_both());
    } else if (trouble.equals("yes") && history.isEmpty()) {
      entered.wrong("history", says.wrong_which());
    } else if (!trouble.equals("yes") && !trouble.equals("no")) {
      entered.wrong("trouble", says.wrong_trouble());
    } else if (!history.containsAll(told())) {
      entered.wrong("history", says.wrong_unsaid());
    }
    body.put("backHistory", history);
    body.remove("experience");
    String level = posted.text("experience");
    if (LEVELS.contains(level)) {
      body.put("experience", level);
    }
    body.remove("note");
    entered.optional("note").ifPresent(note -> body.put("note", note));
    return body;
  }
}
