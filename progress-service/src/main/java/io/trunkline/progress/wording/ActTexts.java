package io.trunkline.progress.wording;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What a person reads who acts, in English; German stands in {@code messages/act_de.properties}.
 * Apart from {@link Texts}, for a bundle of more than 300 does not run.
 */
@MessageBundle("act")
public interface ActTexts {

  @Message("Act")
  String heading();

  @Message("For")
  String about();

  @Message("In force")
  String in_force();

  @Message("No person has set or opened anything.")
  String nothing_in_force();

  @Message("Checks and notes")
  String seen_heading();

  @Message("Record a form check")
  String form_check();

  @Message("Write a note")
  String note();

  @Message("Set a ceiling")
  String ceiling();

  @Message("Set the position")
  String position();

  @Message("Set how long an ache rests")
  String rest();

  @Message("Record a go-ahead")
  String clearance();

  @Message("Record the screening")
  String screening();

  @Message("Form check")
  String form_check_word();

  @Message("Note")
  String note_word();

  @Message("Ceiling")
  String ceiling_word();

  @Message("Position")
  String position_word();

  @Message("Length of a rest")
  String rest_word();

  @Message("Daily practice")
  String daily_word();

  @Message("Back history")
  String screening_word();

  @Message("Go-ahead, {by}")
  String cleared(String by);

  @Message(
      "Say how it looked. It changes no dose. With good, a form check that was due is done; with "
          + "needs work it stays due.")
  String form_check_lead();

  @Message("How did it look?")
  String form_question();

  @Message("Good")
  String form_good();

  @Message("Needs work")
  String form_needs_work();

  @Message("What you saw")
  String what_was_seen();

  @Message("Seen")
  String seen();

  @Message("By the athlete's clock")
  String seen_hint();

  @Message("For whoever trains this athlete. A note changes no dose and ends no need.")
  String note_lead();

  @Message("In general")
  String in_general();

  @Message("Only you, the athlete and coaches who see the athlete's health read this.")
  String note_read_by();

  @Message(
      "What is advised stays at or below these numbers, from the next answer on. A ceiling "
          + "lowers; it never raises, and it opens nothing that rests or is stopped.")
  String ceiling_lead();

  @Message(
      "The plan goes on from here. A return after an ache, a break and every ceiling still "
          + "lower it, and a stop stays a stop.")
  String position_lead();

  @Message(
      "An ache rests 7 to 14 whole days. Within that you may say how long; nobody shortens "
          + "it below 7 (BE:164).")
  String rest_lead();

  @Message(
      "No ache rests now, so there is no rest to set. What is stopped, only a "
          + "professional's go-ahead opens.")
  String rest_none();

  @Message(
      "Write down what a physician or physiotherapist has said. It opens what is stopped, "
          + "or what back history keeps closed; a rest after an ache goes on.")
  String clearance_lead();

  @Message(
      "Ask, and write down the answer. With any back trouble, nothing that works the lower "
          + "back is advised before a go-ahead.")
  String screening_lead();

  @Message(
      "There is an answer. It is not withdrawn; a new one takes its place, and the journal keeps "
          + "both.")
  String screening_again();

  @Message("Answer anew")
  String answer_anew();

  @Message("Everything")
  String everything();

  @Message("Which ache")
  String report();

  @Message("{what}: rests until {until}")
  String resting(String what, String until);

  @Message("Length of the rest")
  String days();

  @Message("days")
  String unit_days();

  @Message("7 to 14 whole days after the day it was felt")
  String days_hint();

  @Message("{days} whole days")
  String whole_days(String days);

  @Message("Until")
  String until();

  @Message("The last day it holds. Empty: until it is withdrawn.")
  String until_hint();

  @Message("The last day it holds. Empty: without end.")
  String until_clearance_hint();

  @Message("Reason")
  String reason();

  @Message("In words the athlete may read")
  String reason_hint();

  @Message("Repetitions per side")
  String reps_side();

  @Message("s")
  String unit_seconds();

  @Message("{least} to {most}")
  String range(String least, String most);

  @Message("{what}, at most")
  String at_most(String what);

  @Message("Advised as it stands: {dose}")
  String now(String dose);

  @Message("In steps of {step}, rounded down")
  String steps(String step);

  @Message("A minus means help: -20 takes 20 off.")
  String assisted_hint();

  @Message("No change")
  String as_it_is();

  @Message("Who gave it")
  String by();

  @Message("A trainer's or coach's word is no go-ahead (TL:100, TR:7).")
  String by_hint();

  @Message("Physician")
  String physician();

  @Message("Physiotherapist")
  String physiotherapist();

  @Message("For what")
  String scope();

  @Message("Given")
  String given();

  @Message("It opens what was reported before this moment, by the athlete's clock.")
  String given_hint();

  @Message("What was said")
  String said();

  @Message("Optional; the athlete may read it")
  String said_hint();

  @Message("Has there ever been back trouble?")
  String trouble();

  @Message("No back trouble")
  String trouble_no();

  @Message("Yes")
  String trouble_yes();

  @Message("If so, which")
  String history();

  @Message("What was told stays: you can add to it, not take it back.")
  String history_hint();

  @Message(
      "{#when id}{#is 'injury'}Injury{#is 'herniation'}Herniated disc{#is "
          + "'stenosis'}Spinal stenosis{#is 'chronic'}Chronic pain{#is 'mild'}Mild "
          + "pain{#else}{id}{/when}")
  String back_trouble(String id);

  @Message("Strength training so far")
  String experience();

  @Message(
      "{#when id}{#is 'beginner'}Under 6 months{#is 'intermediate'}Under 2 years{#is "
          + "'advanced'}Longer{#else}{id}{/when}")
  String level(String id);

  @Message("Not asked")
  String not_asked();

  @Message("Note")
  String screening_note();

  @Message("Optional; the athlete may read it")
  String screening_note_hint();

  @Message("Record")
  String record();

  @Message("Type a whole number.")
  String wrong_whole();

  @Message("Type a number, for example 22.5.")
  String wrong_decimal();

  @Message("This day has passed: it would never hold.")
  String wrong_until();

  @Message("Type a day, for example 2026-12-31.")
  String wrong_day();

  @Message("Type a day and a time, for example 2026-05-04T18:00.")
  String wrong_moment();

  @Message("That is still to come: a go-ahead counts once it is given.")
  String wrong_future();

  @Message("That is still to come: write down what has been seen.")
  String wrong_unseen();

  @Message("Choose good or needs work.")
  String wrong_form();

  @Message("Write something: a note without words says nothing.")
  String wrong_note();

  @Message("At most 2,048 characters.")
  String wrong_long();

  @Message("Say why: the athlete reads it beside the dose.")
  String wrong_reason();

  @Message("Fill in at least one number.")
  String wrong_no_limit();

  @Message(
      "{range}: below it the exercise is not done, and above it a ceiling "
          + "changes nothing, for it never raises.")
  String wrong_ceiling(String range);

  @Message("{range}: the exercise has no dose outside this range, and a coach does not widen it.")
  String wrong_position(String range);

  @Message("Not below 0: there is no help with this exercise.")
  String wrong_negative();

  @Message("This is not one of its ranked variations.")
  String wrong_variation();

  @Message("Choose an ache that rests now.")
  String wrong_report();

  @Message(
      "This one is stopped: only a physician's or physiotherapist's go-ahead opens it, "
          + "never a number of days.")
  String wrong_stop();

  @Message(
      "{least} to {most} whole days: nobody shortens a rest below {least} (BE:164), and "
          + "after {most} days the return begins.")
  String wrong_days(String least, String most);

  @Message(
      "Only a physician or physiotherapist gives a go-ahead; a trainer's or coach's word "
          + "is none (TL:100, TR:7).")
  String wrong_by();

  @Message("Choose one of the two.")
  String wrong_trouble();

  @Message("You chose no back trouble, and named some below.")
  String wrong_both();

  @Message("Say which.")
  String wrong_which();

  @Message(
      "This would take back trouble the athlete told of, and so open what only a "
          + "professional's go-ahead opens (TL:100). Record the go-ahead instead.")
  String wrong_unsaid();

  @Message("Nothing was recorded. See what is marked below.")
  String not_recorded();

  @Message("The journal does not take this.")
  String refused_field();

  @Message(
      "This was recorded, changed or withdrawn in the meantime. Go back to the athlete and "
          + "look; nothing more was done.")
  String changed();

  @Message("Nothing was recorded: the athlete, or your login, does not allow it any more.")
  String not_allowed();

  @Message(
      "Nothing was recorded: the journal does not answer now. What you typed is still "
          + "here; try again in a moment.")
  String away();

  @Message(
      "The journal did not answer in time, so it is not known whether this was recorded. "
          + "Send it again: it is never recorded twice.")
  String unknown();

  @Message("you")
  String you();

  @Message("the app")
  String app();

  @Message("by {who}, {day}")
  String by_on(String who, String day);

  @Message("by {who}, since {day}")
  String by_since(String who, String day);

  @Message("by {who}, since {day}, until {until}")
  String by_since_until(String who, String day, String until);

  @Message("Recorded: {what}. It counts from now on.")
  String recorded(String what);

  @Message("Recorded: {what}.")
  String recorded_seen(String what);

  @Message("Withdrawn. It no longer counts.")
  String withdrawn();

  @Message("Done, and safe in the journal. This page does not show it yet; it will in a moment.")
  String behind();

  @Message("Withdraw")
  String withdraw();

  @Message("Withdraw this?")
  String withdraw_ask();

  @Message(
      "It no longer counts from the next answer on. The journal keeps that it was there, "
          + "and who withdrew it.")
  String withdraw_lead();

  @Message(
      "It goes from the athlete's page, and a form check that it answered is due again. The "
          + "journal keeps that it was there, and who withdrew it.")
  String withdraw_observation();

  @Message("What it opened is closed again: stopped, or waiting for a go-ahead.")
  String withdraw_clearance();

  @Message("Leave as it is")
  String cancel();
}
