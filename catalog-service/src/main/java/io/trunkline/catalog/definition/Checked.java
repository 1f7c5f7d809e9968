package io.trunkline.catalog.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedSet;

/**
 * A body with everything that was found wrong with it.
 *
 * @param id the id the body gives itself, empty when it gives none
 * @param body the definition without what the service adds
 * @param tags what it can be filtered by, as {@code muscle:erector-spinae}
 * @param words lower-case names it can be searched by
 * @param faults empty when it may be stored
 */
public record Checked(
    Kind kind,
    String id,
    ObjectNode body,
    SortedSet<String> tags,
    String words,
    List<Fault> faults) {}
