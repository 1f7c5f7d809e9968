package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.e2e.Shell.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/local/up} and {@code down} as a person types them. */
class LauncherE2E {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Shell shell;

  @BeforeEach
  void open_a_terminal() {
    shell = new Shell();
  }

  @AfterEach
  void leave_nothing_running() {
    shell.close();
  }

  @Test
  void help_names_every_option() {
    Result help = shell.run("deploy/local/up --help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.output()).contains("--background", "--fresh", "TRUNKLINE_PORT_BASE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy/local/up --foreground", "deploy/local/down --now"})
  void an_unknown_option_is_answered_with_the_usage(String command) {
    Result result = shell.run(command);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output()).contains("Usage: deploy/local/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "65500", "many"})
  void a_port_base_that_makes_no_sense_is_refused(String base) {
    Result result = shell.run("TRUNKLINE_PORT_BASE=" + base + " deploy/local/up");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output()).contains("TRUNKLINE_PORT_BASE must be").contains(base);
  }

  @Test
  void a_taken_port_is_named_with_what_wanted_it() throws IOException {
    int sessionPort = shell.portBase() + 2;
    try (ServerSocket other = new ServerSocket(sessionPort, 1, InetAddress.getLoopbackAddress())) {
      Result result = shell.run("deploy/local/up");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.output())
          .contains(
              "Port " + other.getLocalPort() + ", wanted by session-service",
              "TRUNKLINE_PORT_BASE");
    }
  }

  @Test
  void down_says_when_nothing_runs() {
    Result result = shell.run("deploy/local/down");

    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).contains("not running");
  }

  @Test
  void in_the_background_until_down_and_the_data_survive() throws Exception {
    // As on a machine that never ran PostgreSQL: to unpack it takes more memory than all the rest.
    Path nothingYet = Files.createDirectories(shell.run().resolve("tmp"));
    Result up =
        shell.run(
            "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir="
                + nothingYet
                + " deploy/local/up --background --demo");
    assertThat(up.exitCode()).as(up.output()).isZero();
    assertThat(up.output())
        .contains(
            "Kafka ready in", "PostgreSQL ready in", "Trunkline is ready", api(1), api(2), api(3))
        .contains("42 simulated athletes", "\"refused\":0,\"complete\":true");

    String password = Files.readString(shell.run().resolve("coach.password"));
    assertThat(up.output()).contains("log in as coach, password " + password);
    assertThat(Files.readString(shell.run().resolve("trunkline.json"))).doesNotContain(password);

    JsonNode json = JSON.readTree(Files.readString(shell.run().resolve("trunkline.json")));
    assertThat(json.properties())
        .extracting(field -> field.getKey())
        .containsExactly("catalog", "session", "progress", "kafka", "tokens", "tenant");
    assertThat(json.path("session").asText()).isEqualTo(api(2));
    assertThat(json.path("tokens").properties())
        .extracting(field -> field.getKey())
        .containsExactly("app", "coach", "operator");

    Result second = shell.run("deploy/local/up");
    assertThat(second.exitCode()).isZero();
    assertThat(second.output())
        .contains("already running (pid " + launcherPid() + ")", api(1), api(2), api(3));
    assertThat(shell.run("deploy/local/up --fresh").exitCode())
        .as("data in use are not forgotten")
        .isEqualTo(1);

    record();
    Result down = shell.run("deploy/local/down");
    assertThat(down.exitCode()).as(down.output()).isZero();
    assertThat(shell.run().resolve("trunkline.json")).doesNotExist();
    assertThat(nothingListens()).isTrue();

    assertThat(shell.run("deploy/local/up --background").exitCode()).isZero();
    assertThat(app().get(session()).status()).isEqualTo(200);
    assertThat(new Http(json.at("/tokens/app").asText()).get(session()).status())
        .as("tokens of an earlier start stay good")
        .isEqualTo(200);
  }

  @Test
  void after_kill_minus_nine_no_part_stays_behind_and_the_next_start_goes_on() throws Exception {
    assertThat(shell.run("deploy/local/up --background").exitCode()).isZero();
    record();
    ProcessHandle launcher = ProcessHandle.of(launcherPid()).orElseThrow();
    List<ProcessHandle> children = launcher.children().toList();
    assertThat(children).as("Kafka and the three services").hasSizeGreaterThanOrEqualTo(4);

    launcher.destroyForcibly();
    for (ProcessHandle child : children) {
      child.onExit().get(60, TimeUnit.SECONDS);
    }

    Result again = shell.run("deploy/local/up --background");
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(app().get(session()).status()).isEqualTo(200);
  }

  @Test
  void a_part_that_dies_ends_the_rest_and_is_named() throws Exception {
    Path output = shell.output();
    Process up = shell.start("exec deploy/local/up", output);
    awaitReady(up, output);

    ProcessHandle progress = childOf(launcherPid(), "progress-service").orElseThrow();
    progress.destroyForcibly();

    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(1);
    assertThat(Shell.read(output))
        .contains("progress-service has ended.", "Last lines of", "Stopped.");
    assertThat(nothingListens()).isTrue();
  }

  @Test
  void ending_it_in_the_foreground_ends_everything_and_fresh_forgets() throws Exception {
    Path output = shell.output();
    Process up = shell.start("exec deploy/local/up", output);
    awaitReady(up, output);
    record();

    // As Ctrl-C does, but by TERM: where this suite runs in the background, its shells start with
    // INT ignored, and no shell can trap a signal that was ignored when it began.
    assertThat(shell.run("kill -TERM " + up.pid()).exitCode()).isZero();
    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).as(Shell.read(output)).isZero();
    assertThat(nothingListens()).isTrue();

    assertThat(shell.run("deploy/local/up --background --fresh").exitCode()).isZero();
    assertThat(app().get(session()).status()).isEqualTo(404);
  }

  private void awaitReady(Process up, Path output) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!Files.exists(shell.run().resolve("ready.txt"))) {
      assertThat(up.isAlive() && System.nanoTime() < deadline).as(Shell.read(output)).isTrue();
      up.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  private String api(int number) {
    return "http://localhost:" + (shell.portBase() + number);
  }

  private URI session() {
    return URI.create(api(2) + "/v1/athletes/ada/sessions/s1");
  }

  private Http app() {
    Result token = shell.run("deploy/local/token app");
    assertThat(token.exitCode()).as(token.output()).isZero();
    return new Http(token.output().strip());
  }

  private void record() {
    ObjectNode body = JSON.createObjectNode().put("startedAt", Day.day(0).evening());
    body.putArray("exercises").add(Performed.parse("back-extension 2x10"));
    assertThat(app().put(session(), body).status()).isEqualTo(201);
  }

  private long launcherPid() throws IOException {
    return Long.parseLong(Files.readString(shell.run().resolve("launcher.pid")).strip());
  }

  private static Optional<ProcessHandle> childOf(long launcher, String part) {
    return ProcessHandle.of(launcher)
        .orElseThrow()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(part))
        .findFirst();
  }

  private boolean nothingListens() {
    for (int offset : new int[] {1, 2, 3, 4, 11, 12, 13, 32, 92, 93}) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), shell.portBase() + offset));
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
