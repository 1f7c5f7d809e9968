package io.trunkline.progress;

import java.util.regex.Pattern;

/** The alphabet of every id that callers choose. */
public final class Identifier {

  private static final Pattern ALPHABET = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

  private Identifier() {}

  /**
   * True for 1 to 64 of {@code A-Z a-z 0-9 . _ ~ -}, but not for the path segments "." and "..".
   */
  public static boolean valid(String id) {
    return ALPHABET.matcher(id).matches() && !id.equals(".") && !id.equals("..");
  }
}
