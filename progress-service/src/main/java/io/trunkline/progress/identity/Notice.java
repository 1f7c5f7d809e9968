package io.trunkline.progress.identity;

import io.trunkline.progress.wording.Texts;
import java.util.function.Function;

/** What a person is told where there is no page to show. */
@SuppressWarnings("ImmutableEnumChecker") // references to methods hold nothing
enum Notice {
  LOGGED_OUT(false, 200, Texts::notice_logged_out, Texts::notice_logged_out_text),
  LOG_IN_AGAIN(false, 401, Texts::notice_again, Texts::notice_again_text),
  LOGIN_FAILED(false, 401, Texts::notice_failed, Texts::notice_failed_text),
  NOT_ALLOWED(true, 403, Texts::notice_not_allowed, Texts::notice_not_allowed_text),
  FOREIGN_FORM(true, 403, Texts::notice_foreign, Texts::notice_foreign_text),
  NO_PROVIDER(false, 503, Texts::notice_away, Texts::notice_away_text);

  /** Whether somebody may still be logged in. */
  final boolean inside;

  final int status;
  final Function<Texts, String> title;
  final Function<Texts, String> text;

  Notice(boolean inside, int status, Function<Texts, String> title, Function<Texts, String> text) {
    this.inside = inside;
    this.status = status;
    this.title = title;
    this.text = text;
  }
}
