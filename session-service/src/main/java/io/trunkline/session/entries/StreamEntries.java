package io.trunkline.session.entries;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.trunkline.session.journal.Change;
import io.trunkline.session.journal.DatabaseAway;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.Outcome;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Records a stream of lines and answers each with a verdict, in order, as soon as its transaction
 * is committed. One transaction holds what has arrived, within limits; whoever sends slowly never
 * waits for a full one.
 */
@Singleton
class StreamEntries {

  private static final int MOST_LINES = 100;
  private static final int MOST_BYTES = 1024 * 1024;
  private static final long LONGEST_NANOS = Duration.ofMillis(250).toNanos();

  private final EntryLine entryLine;
  private final Journal journal;
  private final ObjectMapper json;
  private final Duration patience;

  /**
   * @param patience how long a client may send nothing at all
   */
  StreamEntries(
      EntryLine entryLine,
      Journal journal,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.read-timeout") Duration patience) {
    this.entryLine = entryLine;
    this.journal = journal;
    this.json = json;
    this.patience = patience;
  }

  /**
   * Answers all lines, then the summary.
   *
   * @throws IOException if the client is gone
   */
  void answer(IncomingLines lines, boolean strict, OutputStream out) throws IOException {
    Answering answering = new Answering(lines, strict, out);
    while (answering.goesOn()) {
      answering.nextChunk();
    }
    answering.summarise();
  }

  /** A line that was read: a wish, or a reason to refuse it. */
  private record Read(long line, EntryLine.Wish wish, HttpProblem problem) {}

  private final class Answering {
    private final IncomingLines lines;
    private final boolean strict;
    private final OutputStream out;
    private final Map<Verdict.Status, Long> counts = new EnumMap<>(Verdict.Status.class);
    private long number;
    private long blank;
    private HttpProblem stopped;

    Answering(IncomingLines lines, boolean strict, OutputStream out) {
      this.lines = lines;
      this.strict = strict;
      this.out = out;
    }

    boolean goesOn() {
      return stopped == null && !lines.atEnd();
    }

    void nextChunk() throws IOException {
      List<Read> chunk = new ArrayList<>();
      long bytes = 0;
      IncomingLines.Line line = lines.next(patience);
      if (line == null && !lines.atEnd()) {
        stopped = Problems.tooSlow(patience);
      }
      long began = System.nanoTime();
      while (line != null) {
        number++;
        if (line.isBlank()) {
          blank++;
        } else {
          bytes += line.bytes().length;
          chunk.add(read(line));
        }
        boolean full =
            chunk.size() == MOST_LINES
                || bytes >= MOST_BYTES
                || System.nanoTime() - began > LONGEST_NANOS;
        line = full ? null : lines.next(Duration.ZERO);
      }
      if (!chunk.isEmpty()) {
        write(chunk);
        out.flush();
      }
    }

    private Read read(IncomingLines.Line line) {
      if (line.tooLong()) {
        return new Read(number, null, Problems.tooLarge(JsonBody.MAX_BYTES));
      }
      try {
        return new Read(number, entryLine.read(line.bytes(), number, strict), null);
      } catch (HttpProblem problem) {
        return new Read(number, null, problem);
      }
    }

    private void write(List<Read> chunk) throws IOException {
      List<Change> changes =
          chunk.stream()
              .filter(read -> read.wish() != null)
              .map(read -> read.wish().change())
              .toList();
      Iterator<Outcome> outcomes;
      try {
        outcomes = changes.isEmpty() ? null : journal.apply(changes).iterator();
      } catch (DatabaseAway away) {
        stopped = Problems.unavailable();
        outcomes = null;
      }
      for (Read read : chunk) {
        if (read.wish() == null) {
          say(Verdict.refused(read.line(), null, read.problem()));
        } else if (outcomes == null) {
          say(Verdict.refused(read.line(), read.wish().change().key().name(), stopped));
        } else {
          say(Verdict.of(read.line(), outcomes.next(), read.wish().warnings()));
        }
      }
    }

    private void say(Verdict verdict) throws IOException {
      counts.merge(verdict.status(), 1L, Long::sum);
      sayLine(verdict);
    }

    void summarise() throws IOException {
      sayLine(
          new Summary(
              new Summary.Counts(
                  number,
                  blank,
                  count(Verdict.Status.CREATED),
                  count(Verdict.Status.UNCHANGED),
                  count(Verdict.Status.CORRECTED),
                  count(Verdict.Status.DELETED),
                  count(Verdict.Status.REFUSED),
                  stopped == null,
                  stopped)));
      out.flush();
    }

    private long count(Verdict.Status status) {
      return counts.getOrDefault(status, 0L);
    }

    private void sayLine(Object line) throws IOException {
      out.write(json.writeValueAsBytes(line));
      out.write('\n');
    }
  }
}
