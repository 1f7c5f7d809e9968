package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Histories.Question;
import io.trunkline.progress.rules.History.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;

/** Checks a property over random questions and shrinks a failure by dropping facts. */
final class Properties {

  static final int DEFAULT_HISTORIES = 10_000;

  private static final AtomicReferenceArray<Question> KEPT =
      new AtomicReferenceArray<>(DEFAULT_HISTORIES);

  private Properties() {}

  /** Must not throw for any question; draws only from {@code random}. */
  interface Property {
    void check(Question question, SplittableRandom random);
  }

  static int histories() {
    return Integer.getInteger("trunkline.histories", DEFAULT_HISTORIES);
  }

  static long seed() {
    return Long.getLong("trunkline.seed", 20_260_504L);
  }

  /** Other histories from now on. */
  static void startAt(long seed) {
    System.setProperty("trunkline.seed", Long.toString(seed));
    for (int i = 0; i < KEPT.length(); i++) {
      KEPT.set(i, null);
    }
  }

  static void check(String name, Property property) {
    for (int i = 0; i < histories(); i++) {
      Question question = question(i);
      long luck = new SplittableRandom(seed() + i).nextLong() ^ name.hashCode();
      if (failure(property, question, luck) != null) {
        Question smallest = shrunk(property, question, luck);
        throw new AssertionError(
            name
                + " fails with -Dtrunkline.seed="
                + seed()
                + " at history "
                + i
                + ":\n"
                + told(smallest),
            failure(property, smallest, luck));
      }
    }
  }

  /** The question of that number; the first ones are kept, as many properties ask them all. */
  static Question question(int number) {
    if (number < KEPT.length()) {
      Question kept = KEPT.get(number);
      if (kept == null) {
        kept = Histories.question(new SplittableRandom(seed() + number));
        KEPT.set(number, kept);
      }
      return kept;
    }
    return Histories.question(new SplittableRandom(seed() + number));
  }

  private static Throwable failure(Property property, Question question, long luck) {
    try {
      property.check(question, new SplittableRandom(luck));
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e;
    }
  }

  private static Question shrunk(Property property, Question question, long luck) {
    for (Fact fact : Vary.facts(question.history())) {
      Question smaller = question.with(Vary.without(question.history(), fact));
      if (failure(property, smaller, luck) != null) {
        return shrunk(property, smaller, luck);
      }
    }
    return question;
  }

  private static String told(Question question) {
    List<String> lines = new ArrayList<>();
    lines.add("asked about " + question.exercise() + " at " + question.at());
    Stream<Fact> facts = Vary.facts(question.history()).stream().sorted(Facts.ORDER);
    facts.forEach(fact -> lines.add("  " + fact));
    lines.add("answer: " + question.answer());
    return String.join("\n", lines);
  }
}
