package io.trunkline.progress.pages;

import static io.trunkline.progress.pages.ActForm.field;

import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Option;
import io.trunkline.progress.pages.ActForm.Shape;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.Pause;
import io.trunkline.progress.wording.ActTexts;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A professional's go-ahead, which a coach writes down. */
final class ClearanceForm implements Filling {

  private static final String REGION = "region:";
  private static final String EXERCISE = "exercise:";

  private final Ground ground;
  private final Posted posted;
  private final ActTexts says;

  ClearanceForm(Ground ground, Posted posted) {
    this.ground = ground;
    this.posted = posted;
    this.says = ground.says();
  }

  @Override
  public String lead() {
    return says.clearance_lead();
  }

  @Override
  public List<Field> fields() {
    return List.of(
        field(Shape.RADIO, "by", says.by(), "")
            .with(
                List.of(
                    by(History.Professional.PHYSICIAN, says.physician()),
                    by(History.Professional.PHYSIOTHERAPIST, says.physiotherapist())))
            .hint(says.by_hint()),
        field(Shape.SELECT, "scope", says.scope(), "").with(scopes()),
        field(Shape.MOMENT, "given", says.given(), ground.momentIn("given", posted))
            .hint(says.given_hint())
            .mandatory(),
        field(Shape.DAY, "until", says.until(), posted.raw("until"))
            .hint(says.until_clearance_hint()),
        field(Shape.TEXT, "note", says.said(), posted.raw("note")).hint(says.said_hint()));
  }

  private Option by(History.Professional who, String label) {
    return Option.of(word(who), label, posted.raw("by"));
  }

  private static String word(History.Professional who) {
    return who.name().toLowerCase(Locale.ROOT);
  }

  /** Where it hurts first, for that is what most go-aheads are for. */
  private List<Option> scopes() {
    Collection<Pause> pauses = ground.pauses().values();
    Set<String> regions = new LinkedHashSet<>();
    pauses.stream()
        .filter(Pause::stop)
        .map(Pause::region)
        .filter(Objects::nonNull)
        .forEach(regions::add);
    regions.add("lower-back");
    pauses.stream().map(Pause::region).filter(Objects::nonNull).forEach(regions::add);
    String typed = posted.raw("scope");
    String chosen = typed == null ? REGION + regions.iterator().next() : typed;
    List<Option> options = new ArrayList<>();
    regions.forEach(id -> options.add(Option.of(REGION + id, ground.words().region(id), chosen)));
    for (Exercise each : ground.exercises()) {
      options.add(Option.of(EXERCISE + each.id(), ground.words().exercise(each.id()), chosen));
    }
    options.add(Option.of("", says.everything(), chosen));
    return options;
  }

  @Override
  public Map<String, Object> read(Entered entered, OffsetDateTime opened) {
    Map<String, Object> body = new LinkedHashMap<>();
    OffsetDateTime given = entered.moment("given", opened, ground.zone(), says.wrong_future());
    body.put("grantedAt", Filling.moment(given));
    String by = posted.text("by");
    if (ground.policy().stop().clearedBy().stream().noneMatch(who -> word(who).equals(by))) {
      entered.wrong("by", says.wrong_by());
    }
    body.put("by", by);
    String scope = posted.text("scope");
    if (scope.startsWith(REGION)) {
      body.put("region", scope.substring(REGION.length()));
    } else if (scope.startsWith(EXERCISE)) {
      body.put("exercise", scope.substring(EXERCISE.length()));
    }
    LocalDate until = entered.until(ground.today());
    if (until != null) {
      body.put("until", until.toString());
    }
    entered.optional("note").ifPresent(note -> body.put("note", note));
    return body;
  }
}
