package io.trunkline.progress.pages;

import static io.trunkline.progress.pages.ActForm.field;

import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Option;
import io.trunkline.progress.pages.ActForm.Shape;
import io.trunkline.progress.rules.Pause;
import io.trunkline.progress.wording.ActTexts;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long an ache rests, of those that rest now. */
final class RestForm implements Filling {

  private final Ground ground;
  private final Posted posted;
  private final ActTexts says;
  private final Map<String, Pause> pauses;
  private final Map<String, Pause> aching;

  RestForm(Ground ground, Posted posted) {
    this.ground = ground;
    this.posted = posted;
    this.says = ground.says();
    this.pauses = ground.pauses();
    this.aching = new LinkedHashMap<>(pauses);
    aching.values().removeIf(Pause::stop);
  }

  @Override
  public String lead() {
    return sends() ? says.rest_lead() : says.rest_none();
  }

  @Override
  public boolean sends() {
    return !aching.isEmpty();
  }

  @Override
  public List<Field> fields() {
    return sends()
        ? List.of(
            field(Shape.RADIO, "report", says.report(), "").with(reports()),
            field(Shape.WHOLE, "days", says.days(), posted.raw("days"))
                .in(says.unit_days())
                .hint(says.days_hint())
                .mandatory(),
            field(Shape.TEXT, "reason", says.reason(), posted.raw("reason"))
                .hint(says.reason_hint())
                .mandatory())
        : List.of();
  }

  private List<Option> reports() {
    List<Option> options = new ArrayList<>();
    aching.forEach(
        (entry, pause) ->
            options.add(
                new Option(
                    entry,
                    says.resting(
                        ground.told(entry, pause),
                        ground.words().near(pause.until(), ground.today())),
                    aching.size() == 1 || entry.equals(posted.raw("report")))));
    return options;
  }

  @Override
  public Map<String, Object> read(Entered entered, OffsetDateTime opened) {
    String report = posted.text("report");
    Pause pause = pauses.get(report);
    if (pause == null) {
      entered.wrong("report", says.wrong_report());
    } else if (pause.stop()) {
      entered.wrong("report", says.wrong_stop());
    }
    int least = ground.policy().rest().shortDays();
    int most = ground.policy().rest().longDays();
    String why = says.wrong_days(String.valueOf(least), String.valueOf(most));
    Integer days = entered.whole("days", least, most, why);
    if (posted.text("days").isEmpty()) {
      entered.wrong("days", why);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", Act.REST.word());
    body.put("report", report);
    body.put("days", days);
    body.put("from", Filling.moment(opened));
    body.put("reason", entered.text("reason", says.wrong_reason()));
    return body;
  }
}
