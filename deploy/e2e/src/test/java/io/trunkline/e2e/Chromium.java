package io.trunkline.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The machine's own Chromium, headless. */
final class Chromium {

  private Chromium() {}

  /** Downloads no browser. */
  static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  static Browser of(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(onThePath())
                .setArgs(List.of("--no-sandbox", "--disable-gpu"))
                .setHeadless(true));
  }

  private static Path onThePath() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(
            directory -> Stream.of("chromium", "chromium-browser").map(Path.of(directory)::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("This needs chromium on the PATH."));
  }
}
