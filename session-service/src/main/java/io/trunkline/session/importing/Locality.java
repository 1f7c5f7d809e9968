package io.trunkline.session.importing;

import java.time.ZoneId;

/**
 * What an export leaves out.
 *
 * @param zone of the times in it
 * @param unit of loads it gives none for, {@code kg} or {@code lb}; null if nobody said
 */
record Locality(ZoneId zone, String unit) {}
