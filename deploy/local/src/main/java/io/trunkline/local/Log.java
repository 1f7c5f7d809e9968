package io.trunkline.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The log file of a part. */
record Log(Path file) {

  private static final int TAIL_LINES = 25;

  /** The last lines, headed by the file's name; for messages, so it never fails. */
  String tail() {
    try {
      List<String> lines = text(0).lines().collect(Collectors.toList());
      List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "Last lines of " + file + ":\n" + String.join("\n", last);
    } catch (IOException unreadable) {
      return "No log in " + file + ".";
    }
  }

  /** What was logged from that byte on. */
  String text(long from) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int start = (int) Math.min(from, all.length);
    return new String(all, start, all.length - start, StandardCharsets.UTF_8);
  }
}
