package io.trunkline.bench.journal;

/** A made-up session of three exercises, as an app would send it: about 600 bytes. */
final class Training {

  private static final int ATHLETES = 1000;

  private Training() {}

  /** Who did the session of that number. */
  static String athlete(String run, long number) {
    return run + "-" + number % ATHLETES;
  }

  static String id(long number) {
    return "s" + number / ATHLETES;
  }

  /** Its body; no two numbers have the same. */
  static String body(long number) {
    String sets =
        set("back-extension", 10 + number % 3, 20) + "," + set("deadlift", 5, 60 + number % 50);
    return "{\"startedAt\":\"2026-05-04T18:00:00+02:00\",\"endedAt\":\"2026-05-04T18:40:00+02:00\",\"notes\":\"n"
        + number
        + "\",\"timeZone\":\"Europe/Berlin\",\"exercises\":["
        + sets
        + ",{\"exercise\":\"lower-trunk-rotation\",\"sets\":[{\"repsLeft\":8,\"repsRight\":7,\"holdSeconds\":3}]}]}";
  }

  /** As a line of a stream. */
  static String line(String run, long number) {
    return "{\"kind\":\"session\",\"athlete\":\""
        + athlete(run, number)
        + "\",\"id\":\""
        + id(number)
        + "\","
        + body(number).substring(1)
        + "\n";
  }

  private static String set(String exercise, long reps, long kilograms) {
    String one =
        "{\"reps\":" + reps + ",\"load\":{\"value\":" + kilograms + ",\"unit\":\"kg\"},\"rir\":2}";
    return "{\"exercise\":\"" + exercise + "\",\"sets\":[" + one + "," + one + "," + one + "]}";
  }
}
