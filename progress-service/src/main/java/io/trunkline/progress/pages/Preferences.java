package io.trunkline.progress.pages;

import io.trunkline.progress.rules.Unit;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * How somebody likes to read, kept by their browser alone.
 *
 * @param unit null for weights as they were entered
 * @param isoDays 2026-05-03 instead of the language's own way
 */
record Preferences(Unit unit, boolean isoDays) {

  static final String COOKIE = "trunkline-reading";

  private static final String ISO = "iso";
  private static final String ENTERED = "entered";
  private static final String LANGUAGE = "language";
  private static final Preferences NONE = new Preferences(null, false);

  /** What the browser kept; nothing that it could not have been given. */
  static Preferences of(HttpHeaders caller) {
    Cookie cookie = caller.getCookies().get(COOKIE);
    if (cookie == null) {
      return NONE;
    }
    int dot = cookie.getValue().indexOf('.');
    return dot < 0
        ? NONE
        : of(cookie.getValue().substring(0, dot), cookie.getValue().substring(dot + 1));
  }

  /** As chosen in a form; what nobody offered is no choice. */
  static Preferences of(String unit, String days) {
    Unit chosen = null;
    for (Unit one : Unit.values()) {
      chosen = one.symbol().equals(unit) ? one : chosen;
    }
    return new Preferences(chosen, ISO.equals(days));
  }

  /** For the cookie. */
  String kept() {
    return unitName() + "." + daysName();
  }

  String unitName() {
    return unit == null ? ENTERED : unit.symbol();
  }

  String daysName() {
    return isoDays ? ISO : LANGUAGE;
  }
}
