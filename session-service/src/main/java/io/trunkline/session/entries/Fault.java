package io.trunkline.session.entries;

/**
 * What is wrong in a body, and what to do about it.
 *
 * @param pointer JSON Pointer of the field
 * @param detail for a person
 */
public record Fault(String pointer, String detail) {}
