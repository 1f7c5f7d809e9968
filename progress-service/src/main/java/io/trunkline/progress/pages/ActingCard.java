package io.trunkline.progress.pages;

import java.util.List;

/**
 * Where a coach acts on an athlete's page.
 *
 * @param told what was just recorded or taken back; empty otherwise
 * @param behind the page does not show it yet
 * @param links to the forms; empty for whom none is
 * @param inForce what bounds or opens training now
 * @param seen the newest form checks and notes
 */
public record ActingCard(
    String told, boolean behind, List<Link> links, List<Written> inForce, List<Written> seen) {

  /**
   * To a form, or to where an entry is taken back.
   *
   * @param act the word of the form's act; empty for none
   */
  public record Link(String act, String label, String address) {

    static final Link NOWHERE = new Link("", "", "");

    private Link about(String exercise) {
      return exercise == null ? this : new Link(act, label, address + "?exercise=" + exercise);
    }
  }

  /**
   * What a person wrote down.
   *
   * @param content numbers, in words; may be empty
   * @param said the person's own words; may be empty
   * @param from who, and when
   * @param link where it is taken back, or answered anew; nowhere for who may not
   */
  public record Written(String title, String content, String said, String from, Link link) {}

  /** The form that answers a need; nowhere if none does, or none is for them. */
  public Link answering(AthletePage.Needed need) {
    String act = Act.answering(need.sort()).map(Act::word).orElse("");
    return links.stream()
        .filter(link -> link.act().equals(act))
        .findFirst()
        .map(link -> link.about(need.exercise()))
        .orElse(Link.NOWHERE);
  }

  /** Whether there is anything to show. */
  public boolean isEmpty() {
    return links.isEmpty() && inForce.isEmpty() && seen.isEmpty();
  }
}
