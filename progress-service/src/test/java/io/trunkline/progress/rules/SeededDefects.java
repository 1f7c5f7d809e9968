package io.trunkline.progress.rules;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.excludeTags;

import java.io.IOException;
import java.io.InputStream;
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
 * to fail; the tests of the rules as they are must pass. Run from the module's folder, with {@code
 * -Dtrunkline.histories=200} to spare the invariants most of their histories. The first argument,
 * if any, is the only defect to try.
 */
final class SeededDefects {

  private static final Path LIST = Path.of("src/test/resources/rules/defects.txt");
  private static final Path RULES = Path.of("src/main/java/io/trunkline/progress/rules");
  private static final Path COPIES = Path.of("target/defects");

  private SeededDefects() {}

  /** Lines of one file taken out, and those put in their place. */
  private record Change(String file, List<String> out, List<String> in) {}

  private record Defect(String name, List<Change> changes) {}

  public static void main(String[] arguments) throws IOException {
    if (failures("none") != 0) {
      System.out.println("The tests fail without any defect; nothing is tried.");
      System.exit(2);
    }
    List<String> unnoticed = new ArrayList<>();
    int tried = 0;
    for (Defect defect : read(Files.readAllLines(LIST))) {
      if (arguments.length == 0 || defect.name().equals(arguments[0])) {
        tried++;
        compile(defect);
        if (failures(defect.name()) == 0) {
          unnoticed.add(defect.name());
        }
      }
    }
    System.out.printf("%d defects tried, unnoticed: %s%n", tried, unnoticed);
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

  /** How many tests fail when the classes of the copy stand in the place of the real ones. */
  private static long failures(String defect) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage(SeededDefects.class.getPackageName()))
            .filters(excludeTags("slow"))
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithCopy(COPIES.resolve(defect), before));
    try {
      LauncherFactory.create().execute(request, summary);
    } finally {
      thread.setContextClassLoader(before);
    }
    TestExecutionSummary found = summary.getSummary();
    String first =
        found.getFailures().stream()
            .limit(2)
            .map(failure -> ", " + failure.getTestIdentifier().getDisplayName())
            .collect(Collectors.joining());
    System.out.printf(
        "%s: %d of %d tests fail%s%n",
        defect, found.getTestsFailedCount(), found.getTestsFoundCount(), first);
    return found.getTestsFailedCount();
  }

  /** Loads our own classes anew, each from the copy if it is there. */
  private static final class WithCopy extends ClassLoader {
    private final Path copy;

    WithCopy(Path copy, ClassLoader parent) {
      super(parent);
      this.copy = copy;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.trunkline.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : defined(name);
      }
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      Path changed = copy.resolve(file);
      try (InputStream code =
          Files.exists(changed) ? Files.newInputStream(changed) : getResourceAsStream(file)) {
        if (code == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = code.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
