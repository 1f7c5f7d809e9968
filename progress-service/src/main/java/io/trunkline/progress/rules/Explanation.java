package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Dose.Field;
import io.trunkline.progress.rules.Exercise.Evidence;
import io.trunkline.progress.rules.Recommendation.Because;
import io.trunkline.progress.rules.Recommendation.Notice;
import io.trunkline.progress.rules.Recommendation.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Why the answer is what it is: each field claimed by exactly one rule, and who stayed silent. */
final class Explanation {

  private static final String CHOICE = " (Choice of Trunkline.)";

  private final Situation s;
  private final Answering answer;

  Explanation(Situation s, Answering answer) {
    this.s = s;
    this.answer = answer;
  }

  /** A text that owns up to resting on nothing but our choice. */
  static String chosen(String text) {
    return text + CHOICE;
  }

  List<Because> because() {
    List<Because> all = new ArrayList<>(gates());
    if (answer.hasDose()) {
      Set<Field> open = fields();
      for (Cap.Bound bound : answer.bounds()) {
        Set<Field> claimed = EnumSet.noneOf(Field.class);
        for (Field field : open) {
          if (field.of(bound.dose()) == field.of(answer.dose())) {
            claimed.add(field);
          }
        }
        if (!claimed.isEmpty()) {
          open.removeAll(claimed);
          all.add(because(bound, claimed));
        }
      }
      if (!open.isEmpty()) {
        all.add(base(open));
      }
    }
    return all;
  }

  private List<Because> gates() {
    Gate.Verdict advice = answer.decisive();
    Gate.Verdict earliest = answer.latest();
    if (advice == null) {
      return List.of();
    }
    return advice.equals(earliest)
        ? List.of(because(advice, List.of("advice", "earliest")))
        : List.of(because(advice, List.of("advice")), because(earliest, List.of("earliest")));
  }

  /** The fields this exercise has at all. */
  private Set<Field> fields() {
    Set<Field> fields = EnumSet.of(Field.SETS, Field.REPS, Field.TIMES);
    if (s.axes().loaded()) {
      fields.add(Field.LOAD);
    }
    if (s.axes().variation(answer.dose().rung()) != null) {
      fields.add(Field.VARIATION);
    }
    if (s.axes().hold != null) {
      fields.add(Field.HOLD);
    }
    return fields;
  }

  private Because because(Gate.Verdict verdict, List<String> binds) {
    return because(
        verdict.gate().id(),
        binds,
        verdict.facts(),
        verdict.cites(),
        verdict.external(),
        verdict.text());
  }

  private Because because(Cap.Bound bound, Set<Field> fields) {
    return because(
        bound.rule(), wire(fields), bound.facts(), bound.cites(), bound.external(), bound.text());
  }

  private Because base(Set<Field> fields) {
    Base base = s.base();
    Set<String> cites = new LinkedHashSet<>(base.cites());
    Set<String> external = new LinkedHashSet<>(base.external());
    boolean start = base.decided() == StartLight.RULE;
    if (start) {
      add(s.exercise().start().evidence(), cites, external);
    }
    for (Field field : fields) {
      // The load's evidence is about the start; later loads follow from the steps.
      if (field != Field.LOAD || start) {
        add(s.axes().evidence(field, answer.dose()), cites, external);
      }
    }
    return because(base.decided().id(), wire(fields), base.facts(), cites, external, base.text());
  }

  private static void add(Evidence evidence, Set<String> cites, Set<String> external) {
    cites.addAll(evidence.cites());
    external.addAll(evidence.external());
  }

  private List<String> wire(Set<Field> fields) {
    return fields.stream().flatMap(this::wire).toList();
  }

  /**
   * Where a set is one hold, its seconds are what moves; the one repetition only comes with them.
   */
  private Stream<String> wire(Field field) {
    return field == Field.REPS && s.axes().timed
        ? Stream.of(field.wire(), Field.HOLD.wire())
        : Stream.of(field.wire());
  }

  private Because because(
      String rule,
      List<String> binds,
      List<String> facts,
      Iterable<String> cites,
      Iterable<String> external,
      String text) {
    List<Source> sources = sources(cites, s.policy());
    List<String> references = new ArrayList<>();
    external.forEach(references::add);
    boolean choice = sources.isEmpty() && references.isEmpty();
    return new Because(rule, binds, facts, sources, references, choice ? chosen(text) : text);
  }

  static List<Source> sources(Iterable<String> cites, Policy policy) {
    List<Source> sources = new ArrayList<>();
    for (String cite : cites) {
      int colon = cite.indexOf(':');
      String tag = colon < 0 ? cite : cite.substring(0, colon);
      sources.add(new Source(cite, policy.articles().getOrDefault(tag, tag)));
    }
    return sources;
  }

  /** Every gate and cap of the family that was asked and decided nothing, in table order. */
  List<String> silent(List<Because> because) {
    Stream<String> gates =
        RuleBook.GATES.stream()
            .filter(gate -> s.axes().strength() || !(gate instanceof RecoverFromHardSession))
            .map(Rule::id);
    Stream<String> caps =
        RuleBook.CAPS.stream()
            .flatMap(cap -> cap instanceof ReturnLighter ? returns() : Stream.of(cap.id()));
    Stream<String> base = answer.hasDose() ? Stream.of(s.base().decided().id()) : Stream.empty();
    Set<String> bound = new LinkedHashSet<>();
    because.forEach(each -> bound.add(each.rule()));
    return Stream.of(gates, caps, base)
        .flatMap(ids -> ids)
        .distinct()
        .filter(id -> !bound.contains(id))
        .toList();
  }

  private Stream<String> returns() {
    return answer.bounds().stream()
        .filter(bound -> bound.cap() instanceof ReturnLighter)
        .map(Cap.Bound::rule)
        .sorted();
  }

  List<Notice> notices() {
    return RuleBook.REMARKS.stream()
        .flatMap(remark -> remark.ask(s, answer).stream())
        .map(said -> new Notice(said.rule(), said.text(), sources(said.cites(), s.policy())))
        .toList();
  }
}
