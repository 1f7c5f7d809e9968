package io.trunkline.progress.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Caller;
import io.trunkline.progress.Patience;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.WireRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** News of an athlete over a real connection. */
@QuarkusTest
@WithTestResource(RealParts.class)
class StreamIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @TestHTTPResource("/v1/athletes/streamed/stream")
  URI stream;

  @Test
  void what_is_applied_is_told_and_the_stream_ends_by_itself() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    CompletableFuture<HttpResponse<Stream<String>>> answer =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(stream)
                    .header("Authorization", Caller.authorization())
                    .build(),
                HttpResponse.BodyHandlers.ofLines());
    CompletableFuture<Void> read =
        answer.thenAcceptAsync(response -> response.body().forEach(lines::add));
    Patience.await().until(() -> lines.contains(":watching"));

    try (Publisher publisher = new Publisher(kafka)) {
      publisher.send(WireRecord.session("streamed", "s1", 1, 10));
    }

    read.get(30, TimeUnit.SECONDS);
    assertThat(answer.get().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(answer.get().headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(lines)
        .containsSubsequence(
            "event:entry-applied",
            "data:{\"athlete\":\"streamed\"}",
            "event:recommendation-changed",
            "data:{\"athlete\":\"streamed\",\"exercise\":\"back-extension\"}");
  }

  @Test
  void a_stream_about_nobody_tells_nothing() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stream.toString().replace("streamed", "unheard")))
                    .header("Authorization", Caller.authorization())
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.body().lines().filter(line -> !line.isEmpty())).containsOnly(":watching");
  }
}
