package io.trunkline.session.entries;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.trunkline.security.Callers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The request at hand, where its body is more than an entry. */
@Singleton
class Incoming {

  private static final Duration LINGER = Duration.ofSeconds(5);

  private final CurrentVertxRequest current;
  private final StreamsPerClient streams;
  private final Vertx vertx;
  private final JsonWebToken caller;

  Incoming(
      CurrentVertxRequest current, StreamsPerClient streams, Vertx vertx, JsonWebToken caller) {
    this.current = current;
    this.streams = streams;
    this.vertx = vertx;
    this.caller = caller;
  }

  /**
   * The lines of its body, as they come.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem if this client sends too many streams
   */
  IncomingLines lines(int longest) {
    HttpServerRequest request = current.getCurrent().request();
    Runnable end =
        streams
            .begin(Callers.key(caller))
            .orElseThrow(
                () -> {
                  dropRest();
                  return Problems.tooManyStreams(StreamsPerClient.MOST);
                });
    // Also if the connection breaks and nobody reads on.
    current.getCurrent().addEndHandler(ended -> end.run());
    return IncomingLines.of(request, longest, end);
  }

  /**
   * Lets a client that is still sending read its answer: what comes is dropped, and after a few
   * seconds the connection closed.
   */
  void dropRest() {
    HttpServerRequest request = current.getCurrent().request();
    synchronized (request.connection()) {
      if (request.isEnded()) {
        return;
      }
      request.handler(dropped -> {});
      request.endHandler(null);
      request.exceptionHandler(broken -> {});
      request.resume();
    }
    vertx.setTimer(
        LINGER.toMillis(),
        timer -> {
          if (!request.isEnded()) {
            request.connection().close();
          }
        });
  }
}
