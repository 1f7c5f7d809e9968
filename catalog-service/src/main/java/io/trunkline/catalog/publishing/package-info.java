/** Tells the other services: every new version goes to Kafka, at least once. */
package io.trunkline.catalog.publishing;
