package io.trunkline.session.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An export as a table. Comma, semicolon or tab: whichever a tracker is recognised with.
 *
 * @param header the names of the columns as written
 * @param rows without the header and without blank lines, in the order of the file
 */
record Table(Tracker tracker, List<String> header, List<Row> rows) {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /**
   * Reads UTF-8, with or without a byte order mark.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem {@code unreadable-import}
   */
  static Table read(byte[] file) {
    String text = decode(file);
    List<String> widest = List.of();
    for (char separator : SEPARATORS) {
      List<String> header = header(text, separator);
      Map<String, Integer> positions = positions(header);
      for (Tracker tracker : Tracker.values()) {
        if (tracker.writes(positions.keySet())) {
          return new Table(tracker, header, rows(text, separator, positions));
        }
      }
      widest = header.size() > widest.size() ? header : widest;
    }
    throw ImportProblems.unknownHeader(widest);
  }

  private static String decode(byte[] file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw ImportProblems.unreadable(
          "The file is not in UTF-8. Send it as the tracker exported it, not as a spreadsheet saved"
              + " it again.");
    }
  }

  private static List<String> header(String text, char separator) {
    for (CsvRecord line : reader(text, separator)) {
      return line.getFields().stream().map(String::strip).toList();
    }
    return List.of();
  }

  private static Map<String, Integer> positions(List<String> header) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      positions.putIfAbsent(key(header.get(i)), i);
    }
    return positions;
  }

  /** A column's name for comparison. */
  static String key(String column) {
    return Cells.plain(column).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static List<Row> rows(String text, char separator, Map<String, Integer> positions) {
    List<Row> rows = new ArrayList<>();
    int number = 0;
    try {
      for (CsvRecord line : reader(text, separator)) {
        number++;
        boolean blank = line.getFieldCount() == 1 && line.getField(0).isBlank();
        if (number > 1 && !blank) {
          rows.add(new Row(number, positions, line.getFields()));
        }
      }
    } catch (CsvParseException e) {
      throw ImportProblems.unreadable(
          "Row "
              + (number + 1)
              + " is no CSV: it has too many columns, or a quote that is never closed.");
    }
    return rows;
  }

  private static CsvReader<CsvRecord> reader(String text, char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(false)
        .allowMissingFields(true)
        .allowExtraFields(true)
        .allowExtraCharsAfterClosingQuote(true)
        .ofCsvRecord(text);
  }
}
