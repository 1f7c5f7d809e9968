package io.trunkline.progress.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.progress.Athlete;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The journal's word that an athlete was erased.
 *
 * @param pseudonym as the journal computed it
 */
record Erasure(EntryKey key, long revision, String pseudonym, ConsumerRecord<byte[], byte[]> record)
    implements Reading {

  static final String TYPE = "session.athlete-erased.v1";
  static final String KIND = "erasure";
  private static final int MAX_BODY = 1024;
  private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectMapper JSON = new ObjectMapper();

  Athlete athlete() {
    return key.owner();
  }

  /** Reads {@code {"pseudonym":"<hex>"}}. */
  static String pseudonym(byte[] body, EntryKey key, Long revision) throws Unusable {
    if (body == null) {
      throw new Unusable(Reason.SCHEMA_VIOLATION, key, revision);
    }
    if (body.length > MAX_BODY) {
      throw new Unusable(Reason.TOO_LARGE, key, revision);
    }
    try {
      String pseudonym = JSON.readTree(body).path("pseudonym").asText();
      if (PSEUDONYM.matcher(pseudonym).matches()) {
        return pseudonym;
      }
    } catch (IOException malformed) {
      throw new Unusable(Reason.NOT_JSON, key, revision);
    }
    throw new Unusable(Reason.SCHEMA_VIOLATION, key, revision);
  }
}
