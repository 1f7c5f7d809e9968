package io.trunkline.progress.pages;

import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.Need;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.util.Locale;

/** What a colour means. Each has a shape of its own too, for who does not see the colour. */
public enum Tone {
  /** Only a professional opens it. */
  STOP,
  /** It hurts, or rests. */
  REST,
  /** Somebody should look. */
  LOOK,
  /** Something is not known. */
  ASK,
  /** Time alone opens it. */
  WAIT,
  /** As it should be. */
  GOOD;

  static Tone of(Need.Sort sort) {
    return switch (sort) {
      case STOPPED, CLEARANCE -> STOP;
      case ACHE, REST_ENDING -> REST;
      case FORM_CHECK, STALLED, TOO_MUCH -> LOOK;
      case SCREENING -> ASK;
      case SILENT -> WAIT;
    };
  }

  static Tone of(Advice advice) {
    return switch (advice) {
      case TRAIN -> GOOD;
      case WAIT -> WAIT;
      case REST -> REST;
      case STOP, CLEARANCE_NEEDED -> STOP;
      case UNKNOWN_EXERCISE -> ASK;
    };
  }

  static Tone of(Kind felt) {
    return switch (felt) {
      case SHARP, PINCHING, UNUSUAL, WORSE -> STOP;
      case ACHE, DISCOMFORT -> REST;
      case SORENESS -> LOOK;
      case PUMP, TIREDNESS -> GOOD;
    };
  }

  /** In the names of styles and shapes. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
