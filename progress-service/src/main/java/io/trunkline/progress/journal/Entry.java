package io.trunkline.progress.journal;

import io.trunkline.progress.rules.History;
import java.time.ZoneId;

/**
 * One journal entry as this service reads it.
 *
 * @param timeZone the athlete's zone where the entry is the screening and names one, else null
 */
public record Entry(History.Fact fact, ZoneId timeZone) {}
