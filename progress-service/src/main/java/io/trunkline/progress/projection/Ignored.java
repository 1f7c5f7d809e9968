package io.trunkline.progress.projection;

/**
 * A record that says nothing about anybody and changes nothing.
 *
 * @param outcome under which it is counted
 */
record Ignored(String outcome) implements Reading {}
