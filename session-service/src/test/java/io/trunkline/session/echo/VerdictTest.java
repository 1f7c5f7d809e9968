package io.trunkline.session.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  private static final EntryKey KEY = new EntryKey("local", "a-17", Kind.SESSION, "s1");

  /**
   * Contents are single letters; a dash is a null, revision 0 an entry the journal does not know.
   */
  @ParameterizedTest
  @CsvSource({
    "1, x, 1, x, false, CURRENT",
    "2, -, 2, -, false, CURRENT",
    "1, x, 2, y, false, STALE",
    "1, x, 2, -, false, STALE",
    "1, x, 2, -, true,  STALE",
    "1, -, 2, y, false, STALE",
    "2, x, 2, y, false, MISMATCH",
    "2, -, 2, y, false, MISMATCH",
    "2, x, 2, -, false, MISMATCH",
    "3, x, 2, x, false, AHEAD",
    "3, -, 2, -, false, AHEAD",
    "1, x, 0, -, false, AHEAD",
    "1, -, 0, -, false, AHEAD",
    "3, x, 2, -, true,  ERASED",
    "1, x, 0, -, true,  ERASED",
    "1, -, 0, -, true,  CURRENT",
    "3, -, 2, -, true,  CURRENT",
    "0, x, 2, y, false, STALE",
    "0, x, 0, -, false, AHEAD",
    "0, x, 0, -, true,  ERASED",
  })
  void the_last_copy_is_judged_by_the_journal(
      long copied, String copy, long revision, String content, boolean erased, Verdict verdict) {
    assertThat(
            Verdict.of(
                new LogCopy(KEY, copied, sha256(copy), true), revision, sha256(content), erased))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"2, x, MISMATCH", "1, x, STALE", "3, x, AHEAD"})
  void a_copy_meant_for_another_topic_is_never_current(long copied, String copy, Verdict verdict) {
    assertThat(Verdict.of(new LogCopy(KEY, copied, sha256(copy), false), 2, sha256("x"), false))
        .isEqualTo(verdict);
  }

  private static String sha256(String content) {
    return content.equals("-") ? null : content;
  }
}
