package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static io.trunkline.e2e.Operator.awaits;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.e2e.Readme.Step;
import io.trunkline.local.App;
import io.trunkline.local.LocalPostgres;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deploy/README.md says about a lost database, by the commands that stand there. */
class ADisasterLosesNothingE2E {

  private static final String JOURNAL = "After restoring the journal";
  private static final String RECOMMENDATIONS = "progress.recommendations";

  @TempDir private static Path tools;

  private static Line line;
  private static LocalPostgres restored;

  private final Athlete ada = Athlete.newcomer(line);
  private final Athlete bea = Athlete.newcomer(line);
  private final Athlete eve = Athlete.newcomer(line);

  @BeforeAll
  static void a_line_of_our_own_is_lost() throws Exception {
    line = Line.another(Line.CHECKOUT);
    // What a distribution of Kafka has in its bin folder.
    Class<?> command =
        Class.forName(
            "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
            false,
            ADisasterLosesNothingE2E.class.getClassLoader());
    Path tool = Files.createFile(tools.resolve("kafka-consumer-groups.sh"));
    Files.writeString(
        tool,
        "exec '%s/bin/java' -cp '%s' %s \"$@\"\n"
            .formatted(
                System.getProperty("java.home"),
                command.getProtectionDomain().getCodeSource().getLocation().getPath()
                    + File.pathSeparator
                    + Files.readString(
                            Line.CHECKOUT.resolve("deploy/local/target/broker.classpath"))
                        .strip(),
                command.getName()));
    assertThat(tool.toFile().setExecutable(true)).isTrue();
  }

  @AfterAll
  static void nothing_runs_on() {
    try {
      line.close();
    } finally {
      if (restored != null) {
        restored.close();
      }
    }
  }

  @Test
  void the_journal_is_what_was_acknowledged_and_the_erased_stay_erased() throws Exception {
    Runbook runbook = new Runbook(JOURNAL, 7);
    ada.did(day(0), "back-extension 2x10").did(day(3), "back-extension 1x1").waitsUntilRead();
    bea.did(day(0), "back-extension 2x10").waitsUntilRead();
    try (Load load = new Load(line.app(), line::address)) {
      load.goesOn(20);
      Backup backup = line.backUp();
      load.goesOn(20);
      assertThat(load.ends().failures()).isEmpty();

      ada.did(day(0), "back-extension 2x11")
          .did(day(7), "back-extension 2x12")
          .takesBack("session/session-d3");
      eve.did(day(1), "back-extension 2x10");
      bea.isErased();
      String export = ada.waitsUntilRead().export();
      Advice advice = ada.asks("back-extension", day(9));
      runbook.next();

      line.destroyDatabase(App.SESSION);
      assertThat(records(ada).status()).as("a journal that is gone").isGreaterThanOrEqualTo(500);
      awaits(ADisasterLosesNothingE2E::silentSeconds, seconds -> seconds > 10);
      line.stopOwn(App.SESSION);
      restored = backup.restore();
      Map<String, String> there = restored.database(App.SESSION.shortName()).environment();
      line.startOwn(App.SESSION, with(there, "TRUNKLINE_MAINTENANCE", "true"));

      assertThat(ada.export()).as("what the backup has lost").isNotEqualTo(export);
      assertThat(eve.reads(App.SESSION, "digest").json().path("entries").asInt(0))
          .as("who came later")
          .isZero();
      assertThat(bea.export()).as("whom the backup brings back").contains("back-extension");
      assertThat(records(ada).body()).contains("https://trunkline.io/problems/maintenance");

      for (int step = 3; step < 8; step++) {
        runbook.next();
      }
      line.startAgain(App.SESSION, there);
      assertThat(records(ada).body()).contains("https://trunkline.io/problems/maintenance");
      runbook.next().wasFollowedToItsEnd();

      assertThat(ada.export()).isEqualTo(export);
      for (String athlete : load.athletes()) {
        assertThat(Athlete.called(athlete, line).digest(App.SESSION).path("entries").asInt())
            .as("acknowledged before the disaster")
            .isEqualTo(load.recorded(athlete));
      }
      for (Athlete each : List.of(ada, eve)) {
        assertThat(each.digest(App.PROGRESS)).isEqualTo(each.digest(App.SESSION));
      }
      assertThat(ada.asks("back-extension", day(9)).withoutNames())
          .isEqualTo(advice.withoutNames());
    }
    isGone(bea);
    ada.did(day(8), "back-extension 2x12").did(day(0), "back-extension 2x10");
    assertThat(records(ada).json().path("revision").asLong()).isEqualTo(1);
    assertThat(ada.revision("session/session-d0")).as("a new revision").isGreaterThan(1_000_000);
    awaits(() -> ada.digest(App.PROGRESS), ada.digest(App.SESSION)::equals);
  }

  @Test
  void the_projection_comes_back_from_the_log_and_what_it_tells_goes_on() throws Exception {
    Runbook runbook = new Runbook("After losing progress-service's database", 2);
    ada.did(day(0), "back-extension 2x10").waitsUntilRead();
    ada.did(day(3), "back-extension 2x11").waitsUntilRead();
    ada.did(day(7), "back-extension 2x12").waitsUntilRead();
    bea.did(day(0), "back-extension 2x10").waitsUntilRead();
    bea.isErased();
    Advice advice = ada.asks("back-extension", day(9));
    try (TrainingLog topics = new TrainingLog(line.bootstrapServers())) {
      long told = awaits(() -> told(topics), revision -> revision > 1);

      line.stopOwn(App.PROGRESS);
      line.destroyDatabase(App.PROGRESS);
      line.createDatabase(App.PROGRESS);
      runbook.next();
      line.startOwn(
          App.PROGRESS,
          Map.of(
              "TRUNKLINE_DECISIONS_ABOVE", "1000000",
              // A minute otherwise, and as much for the hourly and the daily run before.
              "TRUNKLINE_RECONCILER_BETWEEN_LOOKS", "5S"));
      runbook.next().wasFollowedToItsEnd();

      assertThat(ada.digest(App.PROGRESS)).isEqualTo(ada.digest(App.SESSION));
      assertThat(ada.asks("back-extension", day(9)).bytes()).isEqualTo(advice.bytes());
      isGone(bea);
      // Whoever reads the topic keeps the highest revision of a key, and would never hear of less.
      awaits(() -> told(topics), revision -> revision > told + 900_000);
    }
  }

  /** The revision of the last thing that was published about what Ada should do. */
  private long told(TrainingLog topics) {
    ConsumerRecord<byte[], byte[]> last =
        topics.lastCopies(RECOMMENDATIONS, ada.id()).get("local/" + ada.id() + "/back-extension");
    return last == null
        ? 0
        : Long.parseLong(new String(last.headers().lastHeader("ce_revision").value(), UTF_8));
  }

  private static void isGone(Athlete athlete) {
    assertThat(athlete.reads(App.SESSION, "digest").status()).isEqualTo(404);
    assertThat(athlete.reads(App.PROGRESS, "digest").json().path("entries").asInt(-1)).isZero();
    try (TrainingLog topics = new TrainingLog(line.bootstrapServers())) {
      String session = "local/" + athlete.id() + "/session/session-d0";
      assertThat(topics.lastCopies("session.training-log", athlete.id()).get(session).value())
          .isNull();
      awaits(
          () -> topics.lastCopies(RECOMMENDATIONS, athlete.id()).values(),
          all -> all.stream().allMatch(copy -> copy.value() == null));
    }
  }

  /** What wakes an operator. */
  private static double silentSeconds() {
    return line.app()
        .get(line.metrics(App.SESSION))
        .body()
        .lines()
        .filter(metric -> metric.startsWith("trunkline_database_silent_seconds"))
        .mapToDouble(metric -> Double.parseDouble(metric.substring(metric.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  private static Http.Answer records(Athlete athlete) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("startedAt", day(8).afternoon());
    body.putArray("exercises");
    return line.app()
        .put(
            line.address(App.SESSION)
                .resolve("/v1/athletes/" + athlete.id() + "/sessions/kept-out"),
            body);
  }

  private static Map<String, String> with(Map<String, String> settings, String key, String value) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(key, value);
    return all;
  }

  /** The blocks of a section, typed one after the other in a shell that knows the page's first. */
  private static final class Runbook {

    private final Step functions;
    private final Deque<Step> steps;

    Runbook(String section, int steps) {
      String page = Shell.read(Line.CHECKOUT.resolve("deploy/README.md"));
      this.functions = Readme.steps(Readme.section(page, JOURNAL)).get(0);
      this.steps = new ArrayDeque<>(Readme.steps(Readme.section(page, section)));
      this.steps.remove(functions);
      assertThat(this.steps).as(section).hasSize(steps);
    }

    Runbook next() {
      Step step = steps.remove();
      try (Shell shell =
          new Shell(
              Map.of(
                  "SESSION", line.address(App.SESSION).toString(),
                  "SESSION_METRICS", line.metrics(App.SESSION).toString(),
                  "PROGRESS", line.address(App.PROGRESS).toString(),
                  "KAFKA", line.bootstrapServers(),
                  "OPERATOR", line.token(App.SESSION, "/v1/ops/verify"),
                  "PATH", tools + File.pathSeparator + System.getenv("PATH")))) {
        shell.types(new Step(functions.commands() + "\n" + step.commands(), step.expected()));
      }
      return this;
    }

    void wasFollowedToItsEnd() {
      assertThat(steps).isEmpty();
    }
  }
}
