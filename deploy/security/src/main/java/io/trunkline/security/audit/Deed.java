package io.trunkline.security.audit;

/**
 * Something somebody did, without any value.
 *
 * @param tenant whose athlete; {@code -} where no tenant is concerned
 * @param actor who
 * @param pseudonym of the athlete, by the installation's key; of several, separated by spaces; null
 *     where no athlete is concerned
 * @param action for example {@code corrected} or {@code SessionResource.get}
 * @param fields names of what was seen or written, for example {@code session}
 */
public record Deed(String tenant, Actor actor, String pseudonym, String action, String fields) {

  /** Where no tenant is concerned. */
  public static final String NO_TENANT = "-";
}
