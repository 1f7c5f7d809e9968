package io.trunkline.progress.pages;

import io.trunkline.progress.backtest.TriedConstant;
import io.trunkline.progress.backtest.TryOnRoster.Changed;
import io.trunkline.progress.backtest.TryOnRoster.Comparison;
import io.trunkline.progress.backtest.TryOnRoster.Told;
import io.trunkline.progress.rules.Replay.Outcome;
import io.trunkline.progress.wording.Texts;
import io.trunkline.progress.wording.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * A question about the policy and, once it was asked, its answer.
 *
 * @param value as it was typed
 * @param refusal why nothing was computed, or empty
 * @param result null before anything was asked
 */
public record BacktestPage(
    String lang,
    List<Option> options,
    String constant,
    int today,
    String value,
    String refusal,
    Result result) {

  /**
   * A constant to try.
   *
   * @param hint what it is and what may be tried
   * @param next what the page offers to begin with
   */
  public record Option(String constant, String label, String hint, String next, boolean chosen) {}

  /**
   * What would have been different.
   *
   * @param sentence all of it, in one
   * @param rows the athletes with most change, the most changed first
   * @param others all further ones who differ
   * @param all says how many those are together; empty without further ones
   */
  public record Result(
      String sentence,
      List<Legend> legend,
      Bar todayBar,
      Bar triedBar,
      String change,
      String lifted,
      List<Row> rows,
      List<Row> others,
      String all,
      String unchanged,
      String incomplete) {}

  /** What a colour means. */
  public record Legend(String css, String label) {}

  /** One bar of a thousand parts, said in words too. */
  public record Bar(String label, String words, List<Part> parts) {}

  /** A part of a bar. */
  public record Part(String css, long x, long width) {}

  /** An athlete who would have been told something else. */
  public record Row(
      String athlete,
      String sessions,
      Bar today,
      Bar tried,
      String change,
      String first,
      String exercise,
      String lifted) {}

  /** As many as somebody reads on a phone before they ask for all. */
  private static final int FIRST = 12;

  private static final long WIDTH = 1_000;

  static BacktestPage of(
      TriedConstant chosen, String typed, ToIntFunction<TriedConstant> today, Words words) {
    List<Option> options =
        Arrays.stream(TriedConstant.values())
            .map(
                one -> {
                  int now = today.applyAsInt(one);
                  return new Option(
                      one.constant(),
                      words.texts().constant(one.constant()),
                      words
                          .texts()
                          .trial_hint(
                              String.valueOf(now),
                              String.valueOf(one.least(now)),
                              String.valueOf(one.most(now))),
                      next(one, now),
                      one == chosen);
                })
            .toList();
    int now = today.applyAsInt(chosen);
    return new BacktestPage(
        words.locale().getLanguage(),
        options,
        chosen.constant(),
        now,
        typed == null ? next(chosen, now) : typed,
        "",
        null);
  }

  /** Of the chosen constant. */
  public String hint() {
    return options.stream().filter(Option::chosen).map(Option::hint).findFirst().orElse("");
  }

  private static String next(TriedConstant one, int now) {
    return String.valueOf(now < one.most(now) ? now + 1 : now - 1);
  }

  BacktestPage refused(String why) {
    return new BacktestPage(lang, options, constant, today, value, why, null);
  }

  BacktestPage with(Comparison comparison, Words words) {
    return new BacktestPage(lang, options, constant, today, value, "", result(comparison, words));
  }

  private Result result(Comparison all, Words words) {
    Texts texts = words.texts();
    List<Row> rows = all.changed().stream().map(one -> row(one, words)).toList();
    int first = Math.min(FIRST, rows.size());
    int same = all.athletes() - all.changed().size() - (int) all.incomplete();
    return new Result(
        sentence(all, words),
        Arrays.stream(Outcome.values())
            .filter(one -> all.today().of(one) + all.tried().of(one) > 0)
            .map(one -> new Legend(css(one), word(one, words)))
            .toList(),
        bar(all.today(), texts.by_today(), words),
        bar(all.tried(), texts.by_trial(), words),
        change(all.today(), all.tried(), words),
        texts.lifted_and_advised(
            words.total(all.liftedGrams()),
            words.total(all.today().advisedGrams()),
            words.total(all.tried().advisedGrams())),
        rows.subList(0, first),
        rows.subList(first, rows.size()),
        rows.size() == first ? "" : texts.trial_all(String.valueOf(rows.size())),
        same == 0 ? "" : texts.trial_unchanged(String.valueOf(same)),
        all.incomplete() == 0 ? "" : texts.trial_incomplete(String.valueOf(all.incomplete())));
  }

  /** First what changes for most, and always what guards. */
  private String sentence(Comparison all, Words words) {
    Texts texts = words.texts();
    String lead = texts.trial_with(constant, value, String.valueOf(today));
    if (all.changed().isEmpty()) {
      return texts.trial_nothing(lead);
    }
    List<String> effects = new ArrayList<>();
    String of = String.valueOf(all.athletes());
    ToLongFunction<Told> raised = told -> told.of(Outcome.RAISED);
    ToLongFunction<Told> rested = told -> told.of(Outcome.RESTED) + told.of(Outcome.STOPPED);
    ToLongFunction<Told> waited = told -> told.of(Outcome.WAITED);
    ToLongFunction<Told> returned = told -> told.of(Outcome.RETURNED);
    effect("raised-less", less(all, raised), of, effects, texts);
    effect("raised-more", more(all, raised), of, effects, texts);
    effect("waited-more", more(all, waited), of, effects, texts);
    effect("waited-less", less(all, waited), of, effects, texts);
    effect("rested-more", more(all, rested), of, effects, texts);
    effect("returned-more", more(all, returned), of, effects, texts);
    if (effects.isEmpty()) {
      effect("other", all.changed().size(), of, effects, texts);
    }
    long lessRest = less(all, rested);
    String guard =
        lessRest == 0
            ? texts.trial_nobody_less()
            : texts.trial_effect("rested-less", String.valueOf(lessRest), of);
    return texts.trial_sentence(lead, String.join(", ", effects), guard);
  }

  private static void effect(String id, long count, String of, List<String> effects, Texts texts) {
    if (count > 0) {
      String all = effects.isEmpty() ? texts.athletes_count(of) : of;
      effects.add(texts.trial_effect(id, String.valueOf(count), all));
    }
  }

  private static long more(Comparison all, ToLongFunction<Told> what) {
    return all.changed().stream()
        .filter(one -> what.applyAsLong(one.tried()) > what.applyAsLong(one.today()))
        .count();
  }

  private static long less(Comparison all, ToLongFunction<Told> what) {
    return all.changed().stream()
        .filter(one -> what.applyAsLong(one.tried()) < what.applyAsLong(one.today()))
        .count();
  }

  private static Row row(Changed one, Words words) {
    Texts texts = words.texts();
    LocalDate day = one.first().at().toLocalDate();
    return new Row(
        one.athlete(),
        one.sessions() == 1
            ? texts.trial_session_one()
            : texts.trial_sessions(String.valueOf(one.sessions())),
        bar(one.today(), texts.by_today(), words),
        bar(one.tried(), texts.by_trial(), words),
        change(one.today(), one.tried(), words),
        texts.trial_first(
            words.longDay(day),
            words.exercise(one.first().exercise()),
            word(one.first().tried(), words),
            word(one.first().today(), words)),
        one.first().exercise(),
        one.liftedGrams() == 0 ? "" : texts.trial_lifted(words.total(one.liftedGrams())));
  }

  private static Bar bar(Told told, String label, Words words) {
    long all = Math.max(1, Arrays.stream(Outcome.values()).mapToLong(told::of).sum());
    List<Part> parts = new ArrayList<>();
    List<String> said = new ArrayList<>();
    long before = 0;
    for (Outcome outcome : Outcome.values()) {
      long count = told.of(outcome);
      if (count > 0) {
        long x = before * WIDTH / all;
        before += count;
        // A hair's breadth between two parts, for whoever does not tell their colours apart.
        parts.add(new Part(css(outcome), x, Math.max(2, before * WIDTH / all - x - 2)));
        said.add(word(outcome, words) + " " + count);
      }
    }
    return new Bar(label, String.join(", ", said), parts);
  }

  /** Only what differs. */
  private static String change(Told today, Told tried, Words words) {
    List<String> changes = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      if (today.of(outcome) != tried.of(outcome)) {
        changes.add(word(outcome, words) + " " + today.of(outcome) + " → " + tried.of(outcome));
      }
    }
    return changes.isEmpty() ? words.texts().trial_other_doses() : String.join(" · ", changes);
  }

  private static String word(Outcome outcome, Words words) {
    return words.texts().outcome(outcome.name());
  }

  private static String css(Outcome outcome) {
    return "o-" + outcome.name().toLowerCase(Locale.ROOT);
  }
}
