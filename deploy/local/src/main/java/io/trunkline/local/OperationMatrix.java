package io.trunkline.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Calls every operation of a service's OpenAPI document as everybody who must not, and as who may.
 * The document is the only list of operations, so one that is added later is asked too, and one
 * that says nothing about its scope fails.
 */
public final class OperationMatrix {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final List<String> ALL_SCOPES =
      List.of(
          "journal:read",
          "journal:write",
          "progress:read",
          "directives:write",
          "health:write",
          "grants:write",
          "catalog:read",
          "catalog:write",
          "athletes:erase",
          "coach",
          "ops",
          "internal:reconcile");
  // So that two answers may be compared, and that there is one.
  private static final Map<String, String> SENT =
      Map.of("at", "2026-05-07T18:00:00Z", "exercises", "back-extension");
  // Endings and beginnings that a router may decode, cut off or normalise.
  private static final List<String> ENDINGS =
      List.of(";x", ";x=/../y", "%3B", "%2F", "%5C", "%00", "%2e%2e", "/.", "/..", "//", "\\", "|");

  /** What of an athlete a coach gets whom the athlete has let in. */
  private enum Share {
    ALWAYS,
    WITH_HEALTH,
    /** Whoever directs may write; what was written is read with health only. */
    READ_WITH_HEALTH,
    /** Who may look, whole files of training, and the end of an athlete are apps' matters. */
    NEVER
  }

  /** By the part of the path behind the athlete; of a new one somebody must say it here. */
  private static final Map<String, Share> OF_ATHLETES =
      Map.ofEntries(
          Map.entry("sessions", Share.ALWAYS),
          Map.entry("directives", Share.ALWAYS),
          Map.entry("exercises", Share.ALWAYS),
          Map.entry("next-workout", Share.ALWAYS),
          Map.entry("decisions", Share.ALWAYS),
          Map.entry("progress", Share.ALWAYS),
          Map.entry("stream", Share.ALWAYS),
          Map.entry("sensations", Share.WITH_HEALTH),
          Map.entry("clearances", Share.WITH_HEALTH),
          Map.entry("screening", Share.WITH_HEALTH),
          Map.entry("observations", Share.READ_WITH_HEALTH),
          Map.entry("export", Share.WITH_HEALTH),
          Map.entry("digest", Share.WITH_HEALTH),
          Map.entry("coach-grants", Share.NEVER),
          Map.entry("imports", Share.NEVER),
          Map.entry("", Share.NEVER));

  /** The others, by the part behind the version: about several athletes, or about none. */
  private static final Set<String> OF_SEVERAL = Set.of("roster", "policy", "entries");

  private static final Set<String> OF_NOBODY =
      Set.of("ops", "exercises", "programs", "policies", "exercise-names", "erasures");

  /**
   * Who has let {@link #COACH} see all, {@link #TRAINING_COACH} less, {@link #ENDED_COACH} once.
   */
  public static final String COACHED = "coached-one";

  /** Subject of a coach who is shown the training only. */
  public static final String TRAINING_COACH = "training-coach";

  /**
   * Stands in a sensation of {@link #COACHED}, felt on 2026-05-06, whose id is {@code nothing-here}
   * or this.
   */
  public static final String WITHHELD = "withheld-ache";

  /** Subject of that coach's tokens. */
  public static final String COACH = "right-coach";

  /** Subject of a coach whose grant has ended. */
  public static final String ENDED_COACH = "former-coach";

  private final TokenSigner signer;
  private final int port;
  private final String tenant;
  private final List<Operation> operations = new ArrayList<>();

  /**
   * One of them, with an address to ask.
   *
   * @param scopes each of which is enough
   */
  private record Operation(
      String name,
      String method,
      String path,
      boolean aboutAthlete,
      String type,
      List<String> scopes) {

    /** The part of the path that says what it is about. */
    String part() {
      String[] parts = name.substring(name.indexOf('/')).split("/", -1);
      int index = aboutAthlete ? 4 : 2;
      return parts.length > index ? parts[index] : "";
    }
  }

  /** What came back. */
  private record Answer(int status, String head, String body) {
    boolean hasHeader(String line) {
      return head.toLowerCase(Locale.ROOT).contains(line.toLowerCase(Locale.ROOT));
    }
  }

  /** A check of one operation; throws {@link AssertionError}. */
  public interface Check {
    /** Asks, and throws what is wrong. */
    void run();
  }

  /**
   * Reads the document.
   *
   * @param api address of the service
   * @param tenant who has an athlete {@code known-one}, and {@link #COACHED} with those grants
   */
  public OperationMatrix(URI api, TokenSigner signer, String tenant) {
    this.signer = signer;
    this.port = api.getPort();
    this.tenant = tenant;
    String document = send("GET", "/q/openapi?format=json", null, null).body();
    try {
      JSON.readTree(document)
          .path("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .properties()
                      .forEach(method -> add(path.getKey(), method.getKey(), method.getValue())));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void add(String template, String method, JsonNode described) {
    List<String> scopes = new ArrayList<>();
    described
        .path("security")
        .forEach(
            requirement ->
                requirement.forEach(names -> names.forEach(name -> scopes.add(name.asText()))));
    String path =
        template
            .replace("{athlete}", "known-one")
            .replace("{version}", "1")
            .replaceAll("\\{[A-Za-z]+}", "nothing-here");
    StringBuilder query = new StringBuilder();
    described
        .path("parameters")
        .forEach(
            parameter -> {
              String named = parameter.path("name").asText();
              String value = SENT.get(named);
              if (value == null && parameter.path("required").asBoolean()) {
                value = parameter.path("example").asText("x");
              }
              if (value != null && parameter.path("in").asText().equals("query")) {
                query.append(query.isEmpty() ? "?" : "&").append(named).append('=').append(value);
              }
            });
    List<String> types = new ArrayList<>();
    described.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
    String name = method.toUpperCase(Locale.ROOT);
    operations.add(
        new Operation(
            name + " " + template,
            name,
            path + query,
            template.contains("{athlete}") && !template.startsWith("/v1/ops/"),
            types.isEmpty() ? null : types.get(0),
            scopes));
  }

  /** Operation to scopes, for whoever wants to see the table. */
  public Map<String, List<String>> table() {
    Map<String, List<String>> table = new LinkedHashMap<>();
    operations.forEach(operation -> table.put(operation.name(), operation.scopes()));
    return table;
  }

  /** Every row, by operation and caller. */
  public Map<String, Check> checks() {
    Map<String, Check> checks = new LinkedHashMap<>();
    // First, because the others delete what is withheld.
    List<Operation> about = operations.stream().filter(Operation::aboutAthlete).toList();
    if (!about.isEmpty()) {
      checks.put("what is withheld is there", this::showsHealthWhereShared);
    }
    for (Operation operation : about) {
      checks.put(operation.name() + " by a coach without health", () -> withholdsHealth(operation));
    }
    for (Operation operation : operations) {
      checks.put(operation.name() + " names its scope", () -> namesItsScope(operation));
      checks.put(operation.name() + " stands in a row", () -> standsInARow(operation));
      checks.put(operation.name() + " by nobody", () -> refusesNobody(operation));
      checks.put(operation.name() + " without its scope", () -> refusesOtherScopes(operation));
      checks.put(operation.name() + " by hostile tokens", () -> refusesHostile(operation));
      checks.put(operation.name() + " by who may", () -> servesWhoMay(operation));
      checks.put(operation.name() + " by another path", () -> refusesOtherPaths(operation));
      if (operation.aboutAthlete()) {
        checks.put(operation.name() + " by another tenant", () -> hidesFromOthers(operation));
        checks.put(operation.name() + " without a tenant", () -> refusesNoTenant(operation));
        checks.put(
            operation.name() + " by a coach without grant", () -> hidesFromStranger(operation));
        checks.put(
            operation.name() + " by a coach whose grant has ended",
            () -> hidesFrom(ENDED_COACH, operation));
        checks.put(operation.name() + " by the athlete's coach", () -> servesCoach(operation));
      } else if (OF_SEVERAL.contains(operation.part()) && operation.method().equals("GET")) {
        checks.put(operation.name() + " by coaches", () -> namesOnlyGranted(operation));
      }
    }
    return checks;
  }

  private static void namesItsScope(Operation operation) {
    expect(!operation.scopes().isEmpty(), operation, "it names no scope");
    expect(
        ALL_SCOPES.containsAll(operation.scopes()),
        operation,
        "unknown scope " + operation.scopes());
  }

  private void refusesNobody(Operation operation) {
    Answer answer = ask(operation, null);
    expectProblem(operation, "nobody", answer, 401);
    Answer basic = send(operation.method(), operation.path(), "Basic eDp5", operation.type());
    expectProblem(operation, "a password", basic, 401);
  }

  private void refusesOtherScopes(Operation operation) {
    TreeSet<String> others = new TreeSet<>(ALL_SCOPES);
    operation.scopes().forEach(others::remove);
    // Neither a part of a name nor a name in other letters.
    for (String scope : operation.scopes()) {
      others.add(scope.toUpperCase(Locale.ROOT));
      others.add(scope + "s");
      if (scope.contains(":")) {
        others.add(scope.substring(0, scope.indexOf(':')));
      }
    }
    String token = signer.token("test", tenant, List.copyOf(others), LIFE);
    expectProblem(operation, "all but its scope", ask(operation, token), 403);
    expectProblem(
        operation, "no scope", ask(operation, signer.token("test", tenant, List.of(), LIFE)), 403);
  }

  private void refusesHostile(Operation operation) {
    HostileTokens.of(signer, ALL_SCOPES)
        .forEach(
            (what, token) -> {
              Answer answer = ask(operation, token);
              boolean tooLong = token.length() > 16 * 1024 && answer.status() / 100 == 4;
              if (!tooLong) {
                expectProblem(operation, what, answer, 401);
              }
            });
  }

  /** With another athlete, who may come to harm. */
  private void servesWhoMay(Operation operation) {
    Operation spare = about("spare-one", operation);
    for (String scope : operation.scopes()) {
      // Operators and services have no tenant.
      String whose = scope.equals("ops") || scope.startsWith("internal:") ? null : tenant;
      Answer answer = ask(spare, signer.token("test", whose, List.of(scope), LIFE));
      // What an operation needs of others may be away in a test.
      boolean later = answer.status() == 503 && answer.hasHeader("retry-after:");
      expect(
          answer.status() != 401 && answer.status() != 403 && (answer.status() < 500 || later),
          operation,
          scope + " was answered " + answer.status() + " " + answer.body());
    }
  }

  private void refusesOtherPaths(Operation operation) {
    String token = signer.token("test", tenant, operation.scopes(), LIFE);
    String path = operation.path().replaceAll("\\?.*", "");
    List<String> tricks = new ArrayList<>(ENDINGS.stream().map(ending -> path + ending).toList());
    tricks.add("/" + path);
    tricks.add("/." + path);
    tricks.add("/x/.." + path);
    tricks.add("/x/%2e%2e" + path);
    tricks.add(path.replaceFirst("/v1/", "/v1;x/"));
    tricks.add(path.replaceFirst("/v1/", "/v1//"));
    tricks.add(path.replaceFirst("/v1/", "/%76%31/"));
    for (String trick : tricks) {
      Answer answer = send(operation.method(), trick, "Bearer " + token, operation.type());
      expect(answer.status() == 400, operation, trick + " was answered " + answer.status());
    }
  }

  private void hidesFromStranger(Operation operation) {
    hidesFrom("a-stranger", operation);
  }

  /** With a grant that was, or none, a coach is told of this athlete what is told of nobody. */
  private void hidesFrom(String coach, Operation operation) {
    Answer known = askAsCoach(coach, about(COACHED, operation));
    Answer unknown = askAsCoach(coach, about("other-one", operation));
    expectProblem(operation, coach, known, 404);
    expect(
        known.body().replace(COACHED, "other-one").equals(unknown.body()),
        operation,
        coach + " was told " + known.body());
  }

  private static void standsInARow(Operation operation) {
    boolean known =
        operation.aboutAthlete()
            ? OF_ATHLETES.containsKey(operation.part())
            : OF_SEVERAL.contains(operation.part()) || OF_NOBODY.contains(operation.part());
    expect(known, operation, "nothing here says whether it is about athletes, and what of them");
  }

  private void servesCoach(Operation operation) {
    Operation coached = about(COACHED, operation);
    Instant before = Instant.now();
    Answer answer = askAsCoach(COACH, coached);
    if (OF_ATHLETES.get(operation.part()) == Share.NEVER) {
      expectProblem(operation, COACH, answer, 404);
      return;
    }
    expectNoted(operation, COACH, before);
    expect(
        answer.status() != 401 && answer.status() != 403 && answer.status() < 500,
        operation,
        COACH + " was answered " + answer.status() + " " + answer.body());
    if (operation.method().equals("GET")) {
      Answer app = ask(coached, signer.token("test", tenant, operation.scopes(), LIFE));
      expect(
          answer.status() == app.status(),
          operation,
          COACH + " was answered " + answer.status() + ", an app " + app.status());
    }
  }

  /** As the coach who sees all, but nothing of health, nor that there is any. */
  private void withholdsHealth(Operation operation) {
    Operation coached = about(COACHED, operation);
    Answer answer = askAsCoach(TRAINING_COACH, coached);
    Share share = OF_ATHLETES.get(operation.part());
    boolean shared =
        share == Share.ALWAYS
            || (share == Share.READ_WITH_HEALTH && !operation.method().equals("GET"));
    if (!shared) {
      expectProblem(operation, TRAINING_COACH, answer, 404);
    } else {
      expect(
          answer.status() == askAsCoach(COACH, coached).status(),
          operation,
          TRAINING_COACH + " was answered " + answer.status() + " " + answer.body());
    }
    expect(!answer.body().contains(WITHHELD), operation, "a coach was told of an ache");
  }

  private void showsHealthWhereShared() {
    boolean shown =
        operations.stream()
            .filter(each -> each.aboutAthlete() && each.method().equals("GET"))
            .anyMatch(each -> askAsCoach(COACH, about(COACHED, each)).body().contains(WITHHELD));
    expect(shown, operations.get(0), "no operation at all shows " + COACH + " " + WITHHELD);
  }

  private void namesOnlyGranted(Operation operation) {
    expect(
        !askAsCoach("a-stranger", operation).body().contains(COACHED)
            && !askAsCoach(ENDED_COACH, operation).body().contains(COACHED),
        operation,
        "coaches without a grant were told of " + COACHED);
    Instant before = Instant.now();
    Answer answer = askAsCoach(TRAINING_COACH, operation);
    expect(
        answer.body().contains(COACHED) && !answer.body().contains(WITHHELD),
        operation,
        TRAINING_COACH + " was told " + answer.body());
    expectNoted(operation, TRAINING_COACH, before);
  }

  private void expectNoted(Operation operation, String coach, Instant since) {
    String operator = signer.token("test", null, List.of("ops"), LIFE);
    String trail = send("GET", "/v1/ops/audit?since=" + since, "Bearer " + operator, null).body();
    expect(trail.contains("\"actor\":\"" + coach + "\""), operation, "it stands in no audit trail");
  }

  private Answer askAsCoach(String coach, Operation operation) {
    List<String> scopes = new ArrayList<>(operation.scopes());
    scopes.add("coach");
    return ask(operation, signer.token(coach, tenant, scopes, LIFE));
  }

  /** Another tenant is answered as if nobody had ever heard of the athlete. */
  private void hidesFromOthers(Operation operation) {
    String token = signer.token("test", "another-tenant", operation.scopes(), LIFE);
    Answer known = ask(operation, token);
    Operation unknownOne = about("other-one", operation);
    Answer unknown = ask(unknownOne, token);
    expect(
        known.status() == unknown.status()
            && known.body().replace("known-one", "other-one").equals(unknown.body()),
        operation,
        "another tenant was told " + known.status() + " " + known.body());
  }

  private static Operation about(String athlete, Operation operation) {
    return new Operation(
        operation.name(),
        operation.method(),
        operation.path().replace("known-one", athlete),
        operation.aboutAthlete(),
        operation.type(),
        operation.scopes());
  }

  private void refusesNoTenant(Operation operation) {
    Answer answer = ask(operation, signer.token("test", null, operation.scopes(), LIFE));
    Answer senseless = ask(operation, signer.token("test", "a/b", operation.scopes(), LIFE));
    expectProblem(operation, "no tenant", answer, 403);
    expectProblem(operation, "a tenant that none can be", senseless, 403);
  }

  private static void expectProblem(Operation operation, String caller, Answer answer, int status) {
    expect(
        answer.status() == status,
        operation,
        caller + " was answered " + answer.status() + " " + answer.body());
    expect(
        answer.hasHeader("content-type: application/problem+json"),
        operation,
        caller + " got no problem: " + answer.head());
    expect(
        answer.body().contains("https://trunkline.io/problems/"),
        operation,
        caller + " got a problem of no type: " + answer.body());
    expect(
        status != 401 || answer.hasHeader("www-authenticate: bearer"),
        operation,
        caller + " got no challenge: " + answer.head());
  }

  private static void expect(boolean condition, Operation operation, String otherwise) {
    if (!condition) {
      throw new AssertionError(operation.name() + ": " + otherwise);
    }
  }

  private Answer ask(Operation operation, String token) {
    return send(
        operation.method(),
        operation.path(),
        token == null ? null : "Bearer " + token,
        operation.type());
  }

  /** Over a socket, because clients tidy paths up. */
  private Answer send(String method, String target, String authorization, String type) {
    // Never what an operation wants: only who asks is tried here.
    String body = type == null ? "" : "}";
    String head =
        method
            + " "
            + target
            + " HTTP/1.0\r\n"
            + "Host: localhost\r\n"
            + (authorization == null ? "" : "Authorization: " + authorization + "\r\n")
            + (type == null
                ? ""
                : "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n")
            + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      out.write((head + body).getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = answer.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(answer.split(" ", 3)[1]),
          answer.substring(0, end),
          answer.substring(end + 4));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
