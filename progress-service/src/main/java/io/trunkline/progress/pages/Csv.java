package io.trunkline.progress.pages;

import io.trunkline.progress.rules.Recommendation.Quantity;
import io.trunkline.progress.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A series as a table of commas (RFC 4180). No field needs quotes: all are numbers, days and ids.
 */
final class Csv {

  private Csv() {}

  static String of(Series series) {
    StringBuilder text =
        new StringBuilder(
            "day,session,sets,reps,load,unit,holdSeconds,variation,volume,lifted,left,right,advice,advisedSets,advisedReps,advisedLoad\r\n");
    for (Series.Point point : series.points()) {
      var dose = point.advised().dose();
      List<Object> fields = new ArrayList<>();
      fields.add(point.day());
      fields.add(point.session());
      fields.add(point.sets());
      fields.add(point.reps());
      fields.add(plain(point.load()));
      fields.add(series.unit());
      fields.add(point.holdSeconds());
      fields.add(point.variation());
      fields.add(point.volume());
      fields.add(plain(point.lifted()));
      fields.add(point.left());
      fields.add(point.right());
      fields.add(point.advised().advice());
      fields.add(dose == null ? null : dose.sets());
      fields.add(dose == null ? null : dose.reps());
      fields.add(dose == null ? null : plain(dose.load()));
      text.append(
              String.join(",", fields.stream().map(field -> Objects.toString(field, "")).toList()))
          .append("\r\n");
    }
    return text.toString();
  }

  private static String plain(Quantity quantity) {
    return quantity == null ? null : quantity.value().toPlainString();
  }
}
