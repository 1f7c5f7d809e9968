package io.trunkline.progress.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.restassured.RestAssured;
import io.trunkline.progress.Caller;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The machine's own Chromium, headless, as a coach with a phone or a desk. */
final class Chromium implements AutoCloseable {

  static final int PHONE = 360;
  static final int DESK = 1440;

  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run");

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(onThePath())
                    .setArgs(QUIET)
                    .setHeadless(true));
  }

  private static Path onThePath() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(
            directory ->
                List.of("chromium", "chromium-browser").stream().map(Path.of(directory)::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("These tests need chromium on the PATH."));
  }

  /** Somebody who carries the token every test carries. */
  BrowserContext coach(int width, ColorScheme scheme, String language) {
    return browser.newContext(
        options(width, scheme, language)
            .setExtraHTTPHeaders(Map.of("Authorization", Caller.authorization())));
  }

  /** Somebody who has to log in. */
  BrowserContext stranger(int width, ColorScheme scheme, String language) {
    return browser.newContext(options(width, scheme, language));
  }

  private static Browser.NewContextOptions options(int width, ColorScheme scheme, String language) {
    return new Browser.NewContextOptions()
        .setBaseURL(address())
        .setViewportSize(width, width == PHONE ? 740 : 900)
        .setColorScheme(scheme)
        .setLocale(language)
        .setAcceptDownloads(true);
  }

  private static String address() {
    return "http://localhost:" + RestAssured.port;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
