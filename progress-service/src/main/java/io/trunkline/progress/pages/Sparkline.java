package io.trunkline.progress.pages;

import io.trunkline.progress.series.Series.Point;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small line without axes: where it goes, not where it stands. */
final class Sparkline {

  private static final int WIDTH = 120;
  private static final int HEIGHT = 32;
  private static final int INSET = 3;

  /** Points that are drawn. */
  static final int MOST = 40;

  private Sparkline() {}

  /** Points of an SVG polyline; empty with fewer than two sessions. */
  static String of(List<Point> points) {
    if (points.size() < 2) {
      return "";
    }
    Function<Point, BigDecimal> measure = measure(points);
    List<BigDecimal> values = points.stream().map(measure).toList();
    BigDecimal low = values.stream().min(BigDecimal::compareTo).orElseThrow();
    BigDecimal high = values.stream().max(BigDecimal::compareTo).orElseThrow();
    long span = Math.max(1, tenths(high) - tenths(low));
    int steps = points.size() - 1;
    return IntStream.range(0, points.size())
        .mapToObj(
            i -> {
              int x = INSET + (WIDTH - 2 * INSET) * i / steps;
              long y =
                  HEIGHT
                      - INSET
                      - (HEIGHT - 2 * INSET) * (tenths(values.get(i)) - tenths(low)) / span;
              return x + "," + y;
            })
        .collect(Collectors.joining(" "));
  }

  private static long tenths(BigDecimal value) {
    return value.movePointRight(1).longValue();
  }

  /** The first of load, difficulty, hold and repetitions that moves at all. */
  private static Function<Point, BigDecimal> measure(List<Point> points) {
    List<Function<Point, BigDecimal>> measures =
        List.of(
            p -> p.load() == null ? BigDecimal.ZERO : p.load().value(),
            p -> decimal(p.difficulty()),
            p -> decimal(p.holdSeconds()));
    return measures.stream()
        .filter(m -> points.stream().map(m).map(Sparkline::tenths).distinct().count() > 1)
        .findFirst()
        .orElse(p -> decimal(p.reps()));
  }

  private static BigDecimal decimal(Integer value) {
    return value == null ? BigDecimal.ZERO : BigDecimal.valueOf(value);
  }
}
