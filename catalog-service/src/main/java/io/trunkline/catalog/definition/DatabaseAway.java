package io.trunkline.catalog.definition;

import io.quarkus.logging.Log;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Set;

/** Tells a database that is away or busy (503, worth a retry) from a fault of our own (500). */
@Provider
public class DatabaseAway implements ExceptionMapper<RuntimeException> {

  private static final Set<String> RETRYABLE_CLASSES = Set.of("08", "53", "57");
  private static final Set<String> RETRYABLE = Set.of("40001", "40P01", "55P03", "25P04");

  @Override
  public Response toResponse(RuntimeException failure) {
    if (worthARetry(failure)) {
      Log.warn("The database does not answer", failure);
      return Problems.unavailable().toResponse();
    }
    Log.error("A request failed by a fault of this service", failure);
    return Problems.internal().toResponse();
  }

  static boolean worthARetry(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        // Agroal reports an empty pool or an unreachable server without a state.
        return state == null
            || RETRYABLE.contains(state)
            || (state.length() == 5 && RETRYABLE_CLASSES.contains(state.substring(0, 2)));
      }
    }
    return false;
  }
}
