package io.trunkline.progress.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A browser for the tests of a class, and whoever sits at it during each. */
abstract class AtTheScreen {

  private static Chromium chromium;

  /** What the present person's browser keeps; null until somebody sits down. */
  BrowserContext coach;

  /** What they look at. */
  Page page;

  @BeforeAll
  static void open_the_browser() {
    chromium = new Chromium();
  }

  @AfterAll
  static void close_the_browser() {
    chromium.close();
  }

  @AfterEach
  void leave_the_screen() {
    if (coach != null) {
      coach.close();
    }
  }

  /** From now on as somebody who carries the token every test carries. */
  void as(int width, ColorScheme scheme, String language) {
    sits(chromium.coach(width, scheme, language));
  }

  /** From now on as somebody who has to log in. */
  void asStranger(int width, ColorScheme scheme, String language) {
    sits(chromium.stranger(width, scheme, language));
  }

  private void sits(BrowserContext next) {
    leave_the_screen();
    coach = next;
    page = coach.newPage();
  }
}
