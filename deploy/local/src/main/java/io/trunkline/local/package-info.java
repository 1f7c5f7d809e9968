/**
 * Trunkline on one machine: a real Kafka broker, a real PostgreSQL and the three services, each in
 * a process of its own. The command line and the black-box suite start the same parts.
 */
package io.trunkline.local;
