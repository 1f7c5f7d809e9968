/**
 * What exercises and programmes have in common: their JSON, the checks, the stored versions and the
 * answers to bad requests.
 */
package io.trunkline.catalog.definition;
