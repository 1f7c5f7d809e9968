package io.trunkline.progress.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every rule, in table order: the table of contents. Gates forbid, caps lower, steps build the base
 * dose from sessions alone, remarks only speak. The answer is the componentwise minimum of the base
 * dose and the caps, behind the gates.
 */
final class RuleBook {

  static final AnswerUnknown UNKNOWN = new AnswerUnknown();

  static final BalanceTheTrunk BALANCE = new BalanceTheTrunk();

  static final List<Rule> ALL = all();

  static final List<Gate> GATES = only(Gate.class);

  static final List<Cap> CAPS = only(Cap.class);

  static final List<Remark> REMARKS = remarks();

  private RuleBook() {}

  private static List<Rule> all() {
    List<Rule> rules = new ArrayList<>();
    rules.add(UNKNOWN);
    rules.add(new StopOnSharpPain());
    rules.add(new AskForClearance());
    rules.add(new RestAfterAche());
    rules.add(new RecoverFromHardSession());
    rules.add(new SpaceSessions());
    rules.add(KeepToCoach.RULE);
    rules.add(new ReturnLighter());
    rules.add(new EaseInAfterBreak());
    rules.add(new StartAgainAfterLongBreak());
    rules.add(new HoldWhileSore());
    rules.add(StartLight.RULE);
    rules.addAll(Steps.IN_ORDER);
    rules.add(new IgnorePump());
    rules.add(new PractiseDaily());
    rules.add(new GoGradually());
    rules.add(OfferGentlerSwap.RULE);
    rules.add(BALANCE);
    rules.add(new WatchTheSides());
    return List.copyOf(rules);
  }

  /** What a step has to say beside its dose stands at that step's place. */
  private static List<Remark> remarks() {
    return Stream.concat(only(Remark.class).stream(), Stream.of(new NameTheCeiling()))
        .sorted(Comparator.comparingInt(remark -> remark.about().order()))
        .toList();
  }

  private static <T> List<T> only(Class<T> kind) {
    return ALL.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
