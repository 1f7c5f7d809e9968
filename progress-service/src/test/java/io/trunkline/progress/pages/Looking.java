package io.trunkline.progress.pages;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/** Looks at an open page for what would hinder somebody. */
final class Looking {

  private static final Path PICTURES = Path.of("target/pages");

  private Looking() {}

  /** Keeps a picture and adds what is wrong to the complaints. */
  static void at(Page page, String name, int width, ColorScheme scheme, List<String> complaints) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(PICTURES.resolve(name + "-" + width + "-" + scheme + ".png")));
    new AxeBuilder(page)
        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
        .analyze()
        .getViolations()
        .forEach(
            rule ->
                complaints.add(
                    name
                        + " "
                        + width
                        + scheme
                        + ": "
                        + rule.getId()
                        + " "
                        + rule.getNodes().get(0).getTarget()
                        + " "
                        + rule.getNodes().get(0).getFailureSummary()));
    Object overflow =
        page.evaluate(
            "() => document.documentElement.scrollWidth -"
                + " document.documentElement.clientWidth");
    if (((Number) overflow).intValue() > 0) {
      complaints.add(name + " scrolls sideways at " + width + " by " + overflow);
    }
  }
}
