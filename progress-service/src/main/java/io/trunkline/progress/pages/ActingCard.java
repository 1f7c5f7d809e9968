package io.trunkline.progress.pages;

import java.util.List;

/**
 * Where a coach acts on an athlete's page.
 *
 * @param told what was just recorded or taken back; empty otherwise
 * @param behind the page does not show it yet
 * @param links to the forms; empty for whom none is
 */
public record ActingCard(String told, boolean behind, List<Link> links, List<InForce> inForce) {

  /** To a form. */
  public record Link(String label, String address) {}

  /**
   * A person's word that holds now.
   *
   * @param content numbers, in words; may be empty
   * @param said why; may be empty
   * @param from who, and since when
   * @param withdraw where it is taken back; empty for who may not
   */
  public record InForce(String title, String content, String said, String from, String withdraw) {}

  /** Whether there is anything to show. */
  public boolean isEmpty() {
    return links.isEmpty() && inForce.isEmpty();
  }
}
