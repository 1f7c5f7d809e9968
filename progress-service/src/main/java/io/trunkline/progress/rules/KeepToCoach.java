package io.trunkline.progress.rules;

import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Directive;
import io.trunkline.progress.rules.History.Limits;
import io.trunkline.progress.rules.History.Order;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A coach's ceiling, the limits of a go-ahead and daily practice bound the dose from above. */
final class KeepToCoach implements Cap {

  static final KeepToCoach RULE = new KeepToCoach();

  private KeepToCoach() {}

  @Override
  public About about() {
    return About.of(
        60,
        "C-COACH",
        "What a coach or a professional limited is not exceeded; a coach may lower, never lift.");
  }

  @Override
  public List<Bound> ask(Situation s, LocalDate day) {
    List<Bound> bounds = new ArrayList<>();
    for (Directive ceiling : s.directed(Order.CEILING, day)) {
      Dose dose = bound(ceiling.limits(), s.axes());
      bounds.add(
          Bound.of(
              this,
              dose,
              List.of(ceiling.ref().toString()),
              "Your coach set a ceiling." + reason(ceiling)));
    }
    for (Clearance clearance : s.facts().clearances) {
      if (Report.inForce(clearance, day) && concerns(clearance, s.exercise())) {
        Dose dose = bound(clearance.limits(), s.axes());
        bounds.add(
            Bound.of(
                this, dose, List.of(clearance.ref().toString()), "The go-ahead came with limits."));
      }
    }
    PractiseDaily.bound(s, day).ifPresent(bounds::add);
    return bounds;
  }

  private static boolean concerns(Clearance clearance, Exercise exercise) {
    boolean region =
        clearance.region() == null
            || exercise.regions().isEmpty()
            || exercise.regions().containsKey(clearance.region());
    return region && (clearance.exercise() == null || clearance.exercise().equals(exercise.id()));
  }

  /** Limits as a bound; never below what the catalogue's range allows at all. */
  private static Dose bound(Limits limits, Axes axes) {
    if (limits == null) {
      return Dose.FREE;
    }
    Integer work = axes.workOf(limits);
    boolean load = limits.load() != null && axes.loaded();
    int rung = axes.rung(limits.variation(), Integer.MAX_VALUE);
    return new Dose(
        limits.sets() == null ? Integer.MAX_VALUE : Math.max(1, limits.sets()),
        work == null ? Integer.MAX_VALUE : Math.max(axes.work.min(), work),
        load ? axes.floorLoad(limits.load().grams()) : Long.MAX_VALUE,
        rung,
        limits.holdSeconds() == null || axes.hold == null
            ? Integer.MAX_VALUE
            : Math.max(axes.hold.min(), limits.holdSeconds()),
        limits.timesPerDay() == null ? Integer.MAX_VALUE : Math.max(1, limits.timesPerDay()));
  }

  static String reason(Directive directive) {
    return directive.reason() == null || directive.reason().isBlank()
        ? ""
        : " Reason given: " + directive.reason().strip();
  }
}
