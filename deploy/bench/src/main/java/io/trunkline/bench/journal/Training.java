package io.trunkline.bench.journal;

import java.time.LocalDate;

/** A made-up session of three exercises, as an app would send it: about 600 bytes. */
public final class Training {

  public static final int ATHLETES = 1000;

  private static final LocalDate FIRST_DAY = LocalDate.of(2016, 1, 4);

  private Training() {}

  /** Who did the session of that number. */
  public static String athlete(String run, long number) {
    return run + "-" + number % ATHLETES;
  }

  /** Of the session of that number. */
  public static String id(long number) {
    return "s" + number / ATHLETES;
  }

  /** Its body; no two numbers have the same. */
  public static String body(long number) {
    String sets =
        set("back-extension", 10 + number % 3, 20) + "," + set("deadlift", 5, 60 + number % 50);
    // Everybody trains every other day.
    LocalDate day = FIRST_DAY.plusDays(2 * (number / ATHLETES));
    return "{\"startedAt\":\""
        + day
        + "T18:00:00+02:00\",\"endedAt\":\""
        + day
        + "T18:40:00+02:00\",\"notes\":\"n"
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
