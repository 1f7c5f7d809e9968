package io.trunkline.progress.pages;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.trunkline.progress.rules.Recommendation.Quantity;
import io.trunkline.progress.series.Series;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Objects;

/** A series as a table of commas (RFC 4180). */
final class Csv {

  private Csv() {}

  static String of(Series series) {
    StringWriter text = new StringWriter();
    // It writes to memory: what it kept back would be missing.
    CsvWriter table =
        CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.CRLF).build(text);
    table.writeRecord(
        "day",
        "session",
        "sets",
        "reps",
        "load",
        "unit",
        "holdSeconds",
        "variation",
        "volume",
        "lifted",
        "left",
        "right",
        "advice",
        "advisedSets",
        "advisedReps",
        "advisedLoad");
    for (Series.Point point : series.points()) {
      var dose = point.advised().dose();
      write(
          table,
          point.day(),
          point.session(),
          point.sets(),
          point.reps(),
          plain(point.load()),
          series.unit(),
          point.holdSeconds(),
          point.variation(),
          point.volume(),
          plain(point.lifted()),
          point.left(),
          point.right(),
          point.advised().advice(),
          dose == null ? null : dose.sets(),
          dose == null ? null : dose.reps(),
          dose == null ? null : plain(dose.load()));
    }
    return text.toString();
  }

  private static void write(CsvWriter table, Object... fields) {
    table.writeRecord(Arrays.stream(fields).map(field -> Objects.toString(field, null)).toList());
  }

  private static String plain(Quantity quantity) {
    return quantity == null ? null : quantity.value().toPlainString();
  }
}
