package io.trunkline.bench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.bench.Shipped;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Policy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fills a running installation with a season of simulated athletes. Their entries have fixed ids,
 * so a second time on the same day changes nothing.
 */
public final class PostDemo {

  private static final int DAYS = 126;

  private PostDemo() {}

  /**
   * Takes the file {@code trunkline.json} that the launcher writes.
   *
   * @throws IOException if an entry was refused, or nobody answers
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    JsonNode running = new ObjectMapper().readTree(Path.of(args[0]).toFile());
    OffsetDateTime now =
        OffsetDateTime.now(ZoneId.of("Europe/Berlin")).truncatedTo(ChronoUnit.SECONDS);
    Catalogue catalogue = Shipped.catalogue();
    Policy policy = Shipped.policy();
    List<String> lines =
        Somebody.all().parallelStream()
            .flatMap(who -> Season.of(who, catalogue, policy, now, DAYS).stream())
            .collect(Collectors.toList());
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(running.path("session").asText() + "/v1/entries"))
                    .header("Authorization", "Bearer " + running.at("/tokens/app").asText())
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines) + "\n"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    String[] verdicts = answer.body().strip().split("\n", -1);
    String refused =
        answer.body().lines().filter(line -> line.contains("\"refused\"")).findFirst().orElse("");
    if (answer.statusCode() != 200 || refused.contains("\"problem\"")) {
      throw new IOException("The demo was refused: " + answer.statusCode() + " " + refused);
    }
    System.out.println(
        Somebody.all().size()
            + " simulated athletes, "
            + lines.size()
            + " entries: "
            + verdicts[verdicts.length - 1]);
  }
}
