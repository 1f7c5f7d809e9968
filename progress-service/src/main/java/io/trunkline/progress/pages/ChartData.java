package io.trunkline.progress.pages;

import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Phase;
import io.trunkline.progress.rules.Recommendation.Prescription;
import io.trunkline.progress.rules.Recommendation.Quantity;
import io.trunkline.progress.series.Series;
import io.trunkline.progress.wording.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the script draws from. Days are numbers of days since 1970-01-01.
 *
 * @param spans shaded days, each with its word
 * @param marks what was felt
 */
record ChartData(
    String unit,
    List<Long> days,
    List<String> names,
    Map<String, List<Number>> done,
    Map<String, List<Number>> advised,
    List<Span> spans,
    List<Mark> marks,
    Map<String, String> words) {

  record Span(String sort, long from, long to, String label) {}

  record Mark(long day, String tone, String label) {}

  static ChartData of(Series series, Words words, LocalDate today) {
    Map<String, List<Number>> done = lists("load", "reps", "hold", "volume", "left", "right");
    Map<String, List<Number>> advised = lists("load", "reps", "hold");
    List<Long> days = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    LocalDate returning = null;
    for (Series.Point point : series.points()) {
      days.add(point.day().toEpochDay());
      names.add(words.day(point.day(), today) + " · " + words.done(point));
      done.get("load").add(value(point.load(), words));
      done.get("reps").add(point.reps());
      done.get("hold").add(point.holdSeconds());
      boolean lifted = point.lifted() != null && point.lifted().value().signum() > 0;
      done.get("volume").add(lifted ? value(point.lifted(), words) : (Number) point.volume());
      done.get("left").add(point.left());
      done.get("right").add(point.right());
      Prescription told = point.advised().advice() == Advice.TRAIN ? point.advised().dose() : null;
      advised.get("load").add(told == null ? null : value(told.load(), words));
      advised.get("reps").add(told == null ? null : told.reps());
      advised.get("hold").add(told == null ? null : told.holdSeconds());
      boolean back = point.advised().phase() == Phase.RETURNING;
      if (back && returning == null) {
        returning = point.day();
      } else if (!back && returning != null) {
        spans.add(span("return", returning, point.day(), words.texts().returning()));
        returning = null;
      }
    }
    if (returning != null) {
      spans.add(span("return", returning, today, words.texts().returning()));
    }
    for (Series.Rest rest : series.rests()) {
      LocalDate until = rest.until() == null || rest.until().isAfter(today) ? today : rest.until();
      spans.add(
          rest.stop()
              ? span("stop", rest.from(), until, words.texts().stopped())
              : span("rest", rest.from(), until, words.texts().rested()));
    }
    List<Mark> marks = series.sensations().stream().map(felt -> mark(felt, words, today)).toList();
    return new ChartData(
        words.unit(series.unit()),
        days,
        names,
        done,
        advised,
        spans,
        marks,
        Map.of(
            "done", words.texts().done(),
            "advised", words.texts().advised(),
            "left", words.texts().left(),
            "right", words.texts().right(),
            "felt", words.texts().felt(),
            "locale", words.days().toLanguageTag()));
  }

  private static Mark mark(Series.Felt felt, Words words, LocalDate today) {
    LocalDate day = felt.at().toLocalDate();
    return new Mark(
        day.toEpochDay(),
        Tone.of(words.kind(felt.kind())).css(),
        words.day(day, today)
            + " · "
            + words.felt(words.kind(felt.kind()), felt.severity())
            + ", "
            + words.region(felt.region()));
  }

  private static Span span(String sort, LocalDate from, LocalDate to, String label) {
    return new Span(sort, from.toEpochDay(), to.toEpochDay(), label);
  }

  private static BigDecimal value(Quantity quantity, Words words) {
    return quantity == null ? null : words.read(quantity).value();
  }

  private static Map<String, List<Number>> lists(String... names) {
    Map<String, List<Number>> lists = new LinkedHashMap<>();
    for (String name : names) {
      lists.put(name, new ArrayList<>());
    }
    return lists;
  }
}
