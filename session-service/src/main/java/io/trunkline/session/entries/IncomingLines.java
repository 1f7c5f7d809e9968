package io.trunkline.session.entries;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The lines of a request body while its client is still sending. Reads a few buffers ahead and no
 * more; after that the client is held back by TCP.
 */
final class IncomingLines implements AutoCloseable {

  /** Of at most 64 KiB each. */
  private static final int BUFFERS_AHEAD = 4;

  private final HttpServerRequest request;
  private final int longest;
  private final Runnable onClose;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final Deque<Line> complete = new ArrayDeque<>();
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private boolean begunIsTooLong;
  private boolean ended;

  private IncomingLines(HttpServerRequest request, int longest, Runnable onClose) {
    this.request = request;
    this.longest = longest;
    this.onClose = onClose;
  }

  /** A line without its line feed. */
  static final class Line {
    private final byte[] bytes;
    private final boolean tooLong;

    private Line(byte[] bytes, boolean tooLong) {
      this.bytes = bytes;
      this.tooLong = tooLong;
    }

    /** Empty if it is too long. */
    byte[] bytes() {
      return bytes;
    }

    boolean tooLong() {
      return tooLong;
    }

    /** Nothing but white space. */
    boolean isBlank() {
      for (byte each : bytes) {
        if (each != ' ' && each != '\t' && each != '\r') {
          return false;
        }
      }
      return !tooLong;
    }
  }

  /** What arrived: bytes, or a failure, or neither at the end. */
  private record Piece(Buffer bytes, Throwable failure) {}

  /**
   * Begins to read.
   *
   * @param request paused, its body untouched
   * @param longest bytes of a line that is kept
   * @param onClose runs when the lines are closed
   */
  static IncomingLines of(HttpServerRequest request, int longest, Runnable onClose) {
    IncomingLines lines = new IncomingLines(request, longest, onClose);
    synchronized (request.connection()) {
      if (request.response().closed()) {
        lines.pieces.add(new Piece(null, new ClosedChannelException()));
      } else if (request.isEnded()) {
        lines.pieces.add(new Piece(null, null));
      } else {
        request.handler(buffer -> lines.pieces.add(new Piece(buffer, null)));
        request.endHandler(end -> lines.pieces.add(new Piece(null, null)));
        request.exceptionHandler(failure -> lines.pieces.add(new Piece(null, failure)));
        request.fetch(BUFFERS_AHEAD);
      }
    }
    return lines;
  }

  /**
   * The next line, or null if the body has ended or nothing arrives in time.
   *
   * @param wait for the next bytes, not for the end of the line
   * @throws IOException if the connection broke; what it broke off is no line
   */
  Line next(Duration wait) throws IOException {
    while (complete.isEmpty() && !ended) {
      Piece piece = poll(wait);
      if (piece == null) {
        return null;
      }
      if (piece.failure() != null) {
        throw new IOException(piece.failure());
      }
      if (piece.bytes() == null) {
        end();
      } else {
        fetchOneMore();
        split(piece.bytes().getBytes());
      }
    }
    return complete.poll();
  }

  private void fetchOneMore() {
    synchronized (request.connection()) {
      // Over HTTP/2 it is a fault to ask for more when everything has come.
      if (!request.isEnded()) {
        request.fetch(1);
      }
    }
  }

  /** Whether the client said all it had to say, and all of it was returned. */
  boolean atEnd() {
    return ended && complete.isEmpty();
  }

  @Override
  public void close() {
    onClose.run();
  }

  private Piece poll(Duration wait) throws IOException {
    try {
      return pieces.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void split(byte[] bytes) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        keep(bytes, from, i);
        finishLine();
        from = i + 1;
      }
    }
    keep(bytes, from, bytes.length);
  }

  private void keep(byte[] bytes, int from, int to) {
    begunIsTooLong |= begun.size() + to - from > longest;
    if (begunIsTooLong) {
      begun.reset();
    } else {
      begun.write(bytes, from, to - from);
    }
  }

  private void finishLine() {
    complete.add(new Line(begun.toByteArray(), begunIsTooLong));
    begun.reset();
    begunIsTooLong = false;
  }

  private void end() {
    ended = true;
    if (begun.size() > 0 || begunIsTooLong) {
      finishLine();
    }
  }
}
