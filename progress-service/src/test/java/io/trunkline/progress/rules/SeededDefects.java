package io.trunkline.progress.rules;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.excludeTags;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Puts each defect of {@code defects.txt} into a compiled copy of the rules and expects their tests
 * to fail; the tests of the rules as they are must pass. Run from the module's folder. The first
 * argument, if any, is the only defect to try.
 */
final class SeededDefects {

  private static final Path LIST = Path.of("src/test/resources/rules/defects.txt");
  private static final Path RULES = Path.of("src/main/java/io/trunkline/progress/rules");
  private static final Path COPIES = Path.of("target/defects");
  private static final String RUN_TESTS = "--tests";

  private SeededDefects() {}

  /** Lines of one file taken out, and those put in their place. */
  private record Change(String file, List<String> out, List<String> in) {}

  private record Defect(String name, List<Change> changes) {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 1 && arguments[0].equals(RUN_TESTS)) {
      System.exit(runTests());
    }
    if (verdict("none") != 0) {
      System.out.println("The tests fail without any defect; nothing is tried.");
      System.exit(2);
    }
    List<Defect> all = read(Files.readAllLines(LIST));
    List<String> unnoticed = new ArrayList<>();
    for (Defect defect : all) {
      if (arguments.length == 0 || defect.name().equals(arguments[0])) {
        compile(defect);
        if (verdict(defect.name()) == 0) {
          unnoticed.add(defect.name());
        }
      }
    }
    System.out.printf("%d defects, unnoticed: %s%n", all.size(), unnoticed);
    System.exit(unnoticed.isEmpty() ? 0 : 1);
  }

  /** A heading {@code # name}, then {@code @ File}, {@code - line} and {@code + line}. */
  private static List<Defect> read(List<String> lines) {
    List<Defect> defects = new ArrayList<>();
    for (String line : lines) {
      String text = line.length() > 2 ? line.substring(2).strip() : "";
      if (line.startsWith("# ")) {
        defects.add(new Defect(text, new ArrayList<>()));
      } else if (!line.isBlank()) {
        List<Change> changes = defects.get(defects.size() - 1).changes();
        if (line.startsWith("@ ")) {
          changes.add(new Change(text, new ArrayList<>(), new ArrayList<>()));
        } else {
          Change change = changes.get(changes.size() - 1);
          (line.startsWith("-") ? change.out() : change.in()).add(text);
        }
      }
    }
    return defects;
  }

  private static void compile(Defect defect) throws IOException {
    Path copy = Files.createDirectories(COPIES.resolve(defect.name()));
    Path sources = Files.createDirectories(copy.resolve("source"));
    List<String> command = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", copy.toString()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    Set<String> files =
        defect.changes().stream().map(Change::file).collect(Collectors.toCollection(TreeSet::new));
    for (String file : files) {
      List<String> lines = Files.readAllLines(RULES.resolve(file));
      for (Change change : defect.changes()) {
        lines = change.file().equals(file) ? changed(lines, change, defect.name()) : lines;
      }
      command.add(Files.write(sources.resolve(file), lines).toString());
    }
    String[] options = command.toArray(new String[0]);
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, options) != 0) {
      throw new IllegalStateException(defect.name() + " does not compile");
    }
  }

  private static List<String> changed(List<String> lines, Change change, String defect) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i + change.out().size() <= lines.size(); i++) {
      List<String> here = lines.subList(i, i + change.out().size());
      if (here.stream().map(String::strip).toList().equals(change.out())) {
        places.add(i);
      }
    }
    if (places.size() != 1) {
      throw new IllegalStateException(defect + " has " + places.size() + " places in the code");
    }
    List<String> changed = new ArrayList<>(lines.subList(0, places.get(0)));
    changed.addAll(change.in());
    changed.addAll(lines.subList(places.get(0) + change.out().size(), lines.size()));
    return changed;
  }

  /** Tests in a process of their own, with the copy before everything else on the class path. */
  private static int verdict(String defect) throws IOException, InterruptedException {
    String path = COPIES.resolve(defect) + ":" + System.getProperty("java.class.path");
    System.out.print(defect + ": ");
    System.out.flush();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dtrunkline.histories=" + Integer.getInteger("trunkline.histories", 200),
            "-cp",
            path,
            SeededDefects.class.getName(),
            RUN_TESTS);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static int runTests() {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage(SeededDefects.class.getPackageName()))
            .filters(excludeTags("slow"))
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    TestExecutionSummary found = summary.getSummary();
    PrintWriter out = new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
    out.printf("%d of %d tests fail", found.getTestsFailedCount(), found.getTestsFoundCount());
    found.getFailures().stream()
        .limit(3)
        .forEach(f -> out.printf(", %s", f.getTestIdentifier().getDisplayName()));
    out.println();
    return found.getTestsFailedCount() == 0 ? 0 : 1;
  }
}
