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
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Records a stream of lines and answers each with a verdict, in order, as soon as its transaction
 * is committed. One transaction holds what has arrived, within limits; whoever sends slowly never
 * waits for a full one. While one is written, the lines of the next are read and checked.
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

  /** At most as many threads as streams. */
  private final ExecutorService writers =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "stream-writer");
            thread.setDaemon(true);
            return thread;
          });

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
  void answer(IncomingLines lines, EntryLine.Sender sender, OutputStream out) throws IOException {
    new Answering(lines, sender, out).answerAll();
  }

  /** A line that was read: a wish, or a reason to refuse it. */
  private record Read(long line, EntryLine.Wish wish, HttpProblem problem) {}

  private final class Answering {
    private final IncomingLines lines;
    private final EntryLine.Sender sender;
    private final OutputStream out;
    private final Map<Verdict.Status, Long> counts = new EnumMap<>(Verdict.Status.class);
    private long number;
    private long blank;
    private HttpProblem stopped;
    private List<Read> atWork = List.of();
    private CompletableFuture<List<Outcome>> outcomes;

    Answering(IncomingLines lines, EntryLine.Sender sender, OutputStream out) {
      this.lines = lines;
      this.sender = sender;
      this.out = out;
    }

    void answerAll() throws IOException {
      try {
        while (stopped == null && !lines.atEnd()) {
          List<Read> chunk = nextChunk();
          finishWriting();
          beginWriting(chunk);
        }
      } finally {
        // Also if the client is gone: what it sent is written when its request ends.
        finishWriting();
      }
      summarise();
    }

    /** While nothing is being written, waits for lines; else takes only those that are here. */
    private List<Read> nextChunk() throws IOException {
      List<Read> chunk = new ArrayList<>();
      long bytes = 0;
      boolean idle = atWork.isEmpty();
      IncomingLines.Line line = lines.next(idle ? patience : Duration.ZERO);
      if (line == null && idle && !lines.atEnd()) {
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
      return chunk;
    }

    private Read read(IncomingLines.Line line) {
      if (line.tooLong()) {
        return new Read(number, null, Problems.tooLarge(JsonBody.MAX_BYTES));
      }
      try {
        return new Read(number, entryLine.read(line.bytes(), number, sender), null);
      } catch (HttpProblem problem) {
        return new Read(number, null, problem);
      }
    }

    private void beginWriting(List<Read> chunk) {
      List<Change> changes =
          chunk.stream()
              .filter(read -> read.wish() != null)
              .map(read -> read.wish().change())
              .toList();
      atWork = chunk;
      outcomes =
          changes.isEmpty() || stopped != null
              ? CompletableFuture.completedFuture(List.of())
              : CompletableFuture.supplyAsync(() -> journal.apply(changes), writers);
    }

    private void finishWriting() throws IOException {
      if (atWork.isEmpty()) {
        return;
      }
      Iterator<Outcome> written = Collections.emptyIterator();
      try {
        written = outcomes.join().iterator();
      } catch (CompletionException failure) {
        if (!(failure.getCause() instanceof DatabaseAway)) {
          throw failure;
        }
        stopped = Problems.unavailable();
      }
      List<Read> chunk = atWork;
      atWork = List.of();
      for (Read read : chunk) {
        if (read.wish() == null) {
          say(Verdict.refused(read.line(), null, read.problem()));
        } else if (written.hasNext()) {
          say(Verdict.of(read.line(), written.next(), read.wish().warnings()));
        } else {
          say(Verdict.refused(read.line(), read.wish().change().key().name(), stopped));
        }
      }
      out.flush();
    }

    private void say(Verdict verdict) throws IOException {
      counts.merge(verdict.status(), 1L, Long::sum);
      sayLine(verdict);
    }

    private void summarise() throws IOException {
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
