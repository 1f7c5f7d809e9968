package io.trunkline.progress.wording;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Every word a person reads, in English; German stands in {@code messages/t_de.properties}. */
@MessageBundle("t")
public interface Texts {

  @Message("Stopped")
  String label_stopped();

  @Message("Ache today")
  String label_ache();

  @Message("Rest ending")
  String label_rest_ending();

  @Message("Form check")
  String label_form_check();

  @Message("Go-ahead missing")
  String label_clearance();

  @Message("Not screened")
  String label_screening();

  @Message("Stalled")
  String label_stalled();

  @Message("Too much")
  String label_too_much();

  @Message("Silent")
  String label_silent();

  @Message(
      "{felt}, {region}, since {day}: no training of it until a physician or physiotherapist"
          + " gives the go-ahead.")
  String todo_stopped(String felt, String region, String day);

  @Message(
      "{felt}, {region}, reported today: talk to them. What loads it rests; earliest again on"
          + " {day}.")
  String todo_ache(String felt, String region, String day);

  @Message(
      "The rest for the {region} is nearly over: plan the first, lighter session for {day}"
          + " together.")
  String todo_rest_ending(String region, String day);

  @Message("The rest for the {region} is over today: plan the first, lighter session together.")
  String todo_rest_over(String region);

  @Message("First sessions after the ache ({region}): watch the form before anything is added.")
  String todo_form_return(String region);

  @Message("{exercise}: the form was not right on {day}. Watch the next session.")
  String todo_form(String exercise, String day);

  @Message(
      "Back history without a go-ahead: ask for a physician's or physiotherapist's word and"
          + " record it.")
  String todo_clearance();

  @Message("Nobody has asked about back trouble yet: ask, and record the answer.")
  String todo_screening();

  @Message("{exercise}: no rise since {day}. Look at form, effort and recovery.")
  String todo_stalled(String exercise, String day);

  @Message("{exercise}: more than advised on {day}. Agree on the next step.")
  String todo_too_much(String exercise, String day);

  @Message("Last session on {day}: ask how it goes. The next one starts lower.")
  String todo_silent(String day);

  @Message("Ache")
  String felt_ache();

  @Message("Discomfort")
  String felt_discomfort();

  @Message("Sharp pain")
  String felt_sharp();

  @Message("Pinching")
  String felt_pinching();

  @Message("Unusual pain")
  String felt_unusual();

  @Message("Worse than before")
  String felt_worse();

  @Message("Soreness")
  String felt_soreness();

  @Message("Pump")
  String felt_pump();

  @Message("Tiredness")
  String felt_tiredness();

  @Message("{felt} {severity}/10")
  String felt_of_ten(String felt, String severity);

  @Message(
      "{#when id}{#is 'lower-back'}lower back{#is 'upper-back'}upper back{#is 'abdomen'}abdomen{#is"
          + " 'arms'}arms{#is 'chest'}chest{#is 'forearms'}forearms{#is 'glutes'}glutes{#is"
          + " 'hamstrings'}hamstrings{#is 'hips'}hips{#is 'quadriceps'}thighs{#is"
          + " 'shoulders'}shoulders{#is 'knee'}knee{#is 'knees'}knees{#is 'calves'}calves{#is 'neck'}neck{#else}{id}{/when}")
  String region(String id);

  @Message(
      "{#when id}{#is 'back-extension'}Back extension{#is 'bench-press'}Bench press{#is"
          + " 'dead-bug'}Dead bug{#is 'deadlift'}Deadlift{#is 'dumbbell-row'}Dumbbell row{#is"
          + " 'floor-back-extension'}Floor back extension{#is 'goblet-squat'}Goblet squat{#is"
          + " 'good-morning'}Good morning{#is 'kettlebell-swing'}Kettlebell swing{#is"
          + " 'lat-pulldown'}Lat pulldown{#is 'lower-trunk-rotation'}Lower trunk rotation{#is"
          + " 'pull-up'}Pull-up{#is 'push-up'}Push-up{#is 'reverse-dumbbell-fly'}Reverse dumbbell"
          + " fly{#is 'romanian-deadlift'}Romanian deadlift{#is 'side-plank'}Side plank{#is"
          + " 'trap-bar-deadlift'}Trap-bar deadlift{#is 'trunk-lift'}Trunk lift{#is"
          + " 'trunk-rotation'}Trunk rotation{#else}{id}{/when}")
  String exercise(String id);

  @Message("whole body")
  String whole_body();

  @Message("Trunkline")
  String brand();

  @Message("Skip to the content")
  String skip();

  @Message("Athletes")
  String roster();

  @Message("All")
  String all();

  @Message("Search athletes")
  String search();

  @Message("Press / to search, j and k to move, Enter to open")
  String search_hint();

  @Message("Nobody matches.")
  String nothing_found();

  @Message("No athlete has an entry yet.")
  String nobody_yet();

  @Message("Training as told")
  String needs_nobody();

  @Message("Need a person now")
  String needs_person();

  @Message("An entry could not be read: no advice is given until it can.")
  String incomplete();

  @Message("Last session")
  String last_session();

  @Message("Next")
  String next_training();

  @Message("today")
  String today();

  @Message("never")
  String never();

  @Message("Live")
  String live();

  @Message("Connection lost: trying again")
  String live_lost();

  @Message("Next workout")
  String next_workout();

  @Message("Print")
  String print();

  @Message("Nothing to train yet: record a first session.")
  String no_workout();

  @Message("Nothing may be trained before a professional has spoken.")
  String nothing_today();

  @Message("Nothing of this may be trained today, only what is offered instead.")
  String only_instead();

  @Message("Instead")
  String instead();

  @Message("Exercises")
  String exercises();

  @Message("Open aches")
  String aches();

  @Message("Nothing hurts, as far as anybody said.")
  String no_aches();

  @Message("until a professional gives the go-ahead")
  String until_cleared();

  @Message("What happened")
  String timeline();

  @Message("Left and right")
  String sides();

  @Message("Left")
  String left();

  @Message("Right")
  String right();

  @Message("Why this dose")
  String why();

  @Message("Why not today")
  String why_not();

  @Message("Rests on")
  String facts();

  @Message("no entry yet")
  String no_facts();

  @Message("Source")
  String sources();

  @Message("Trunkline's choice")
  String choice();

  @Message("What would change it")
  String changes_it();

  @Message("Rules that were asked and stayed silent")
  String silent_rules();

  @Message("To keep in mind")
  String notices();

  @Message("Earlier decisions")
  String decisions();

  @Message("Decision")
  String decision();

  @Message("Now")
  String now();

  @Message("Load")
  String chart_load();

  @Message("Repetitions")
  String chart_reps();

  @Message("Hold")
  String chart_hold();

  @Message("Volume")
  String chart_volume();

  @Message("Left and right")
  String chart_sides();

  @Message("Best set of each session")
  String chart_note();

  @Message("done")
  String done();

  @Message("advised")
  String advised();

  @Message("rest")
  String rested();

  @Message("stopped")
  String stopped();

  @Message("return")
  String returning();

  @Message("felt")
  String felt();

  @Message("CSV")
  String as_csv();

  @Message("PNG")
  String as_png();

  @Message("The numbers")
  String table();

  @Message("Day")
  String day_word();

  @Message("Sets")
  String sets();

  @Message("Repetitions")
  String reps();

  @Message("Load")
  String load();

  @Message("Variation")
  String variation();

  @Message("Hold")
  String hold();

  @Message("Times a day")
  String times();

  @Message("Earliest")
  String earliest();

  @Message("Advice")
  String advice();

  @Message("bodyweight")
  String bodyweight();

  @Message("All athletes")
  String back();

  @Message("Nothing here is medical advice.")
  String coach_disclaimer();

  @Message("No session of this exercise yet.")
  String not_yet();

  @Message("Train")
  String advice_train();

  @Message("Wait")
  String advice_wait();

  @Message("Rest")
  String advice_rest();

  @Message("Stop")
  String advice_stop();

  @Message("Go-ahead needed")
  String advice_clearance_needed();

  @Message("Unknown exercise")
  String advice_unknown_exercise();

  @Message("New")
  String phase_new();

  @Message("Building")
  String phase_building();

  @Message("Holding steady")
  String phase_holding();

  @Message("Resting")
  String phase_resting();

  @Message("Returning")
  String phase_returning();

  @Message("Stopped")
  String phase_stopped();

  @Message("Screening answered")
  String kind_screening();

  @Message("Go-ahead given")
  String kind_clearance();

  @Message("Coach's directive")
  String kind_directive();

  @Message("Form check, {exercise}, good")
  String seen_good(String exercise);

  @Message("Form check, {exercise}, needs work")
  String seen_needs_work(String exercise);

  @Message("Coach's note")
  String seen_note();

  @Message("Coach's note, {exercise}")
  String seen_note_of(String exercise);

  @Message("Done")
  String done_box();

  @Message("{count} of {total} need a person now")
  String needing(String count, String total);

  @Message("until {day}")
  String until(String day);

  @Message("(not before {day})")
  String not_before(String day);

  @Message("then")
  String then();

  @Message("per side")
  String per_side();

  @Message("assisted by {load}")
  String assisted(String load);

  @Message("hold {seconds} s")
  String hold_for(String seconds);

  @Message("{times} times a day")
  String times_a_day(String times);

  @Message("{done} of {cap} in 7 days")
  String of_cap(String done, String cap);

  @Message("{count} sessions")
  String sessions_count(String count);

  @Message("Trained: {exercises}")
  String trained(String exercises);

  @Message("{exercise}: {advice}")
  String decided(String exercise, String advice);

  @Message("{side} is {percent} % weaker")
  String weaker(String side, String percent);

  @Message("Revision {number}")
  String revision(String number);

  @Message("Chart of {exercise} over time; the same numbers stand in the table below.")
  String chart_label(String exercise);

  @Message(
      "{#when id}{#is 'D-UNKNOWN'}The catalogue does not know this exercise, so there are no"
          + " numbers.{#is 'G-STOP'}Pain of this kind stops everything that loads the region until"
          + " a physician or physiotherapist gives the go-ahead.{#is 'G-CLEAR'}With back history,"
          + " nothing that works the lower back before a professional's go-ahead.{#is 'G-REST'}An"
          + " ache rests what loads its region: seven whole days if mild and alone, else"
          + " fourteen.{#is 'G-HARD'}A very hard session with many sets needs seven days.{#is"
          + " 'G-FREQ'}Strength at most twice in seven days and not on the day after; a rotation as"
          + " often a day as prescribed.{#is 'C-COACH'}What a coach or a professional limited is"
          + " not exceeded.{#is 'C-RETURN'}After an ache the first sessions stay at 50, 70, 80 and"
          + " 90 percent, one step a week.{#is 'C-LAYOFF'}After more than two weeks off the load is"
          + " lower, with two sets from the bottom of the range.{#is 'C-LAYOFF-NEW'}After more than"
          + " 112 days off one starts again from the start dose.{#is 'C-SORE-HOLD'}Soreness since"
          + " the last session holds everything at what was last done.{#is 'B-START'}Somebody new"
          + " to an exercise starts light and with few sets.{#is 'B-ADOPT'}A first session beyond"
          + " the start dose is taken as it was done, without a step.{#is 'B-MISS-HOLD'}A set below"
          + " the range means the same again, from the bottom of the range.{#is 'B-REDUCE'}A second"
          + " miss in a row makes it lighter, easier or shorter.{#is 'B-REGAIN-SETS'}On the way"
          + " back a second set comes first.{#is 'B-REGAIN-LOAD'}On the way back the load returns"
          + " step by step, up to nine tenths of the recent best.{#is 'B-PARTIAL-HOLD'}In the range"
          + " but short of the target: the target becomes what was done.{#is 'B-QUALITY-HOLD'}Form"
          + " that was not right, or nothing left in reserve, means the same again.{#is"
          + " 'B-ADDWEIGHT'}More than twelve bodyweight repetitions in every set, or twelve in two"
          + " sessions, earn the first weight.{#is 'B-SETS'}The top of the range, earned, adds a"
          + " set before load or difficulty.{#is 'B-LOAD'}The top of the range with all sets,"
          + " earned, adds one increment of load.{#is 'B-RUNG'}The top of the range with all sets,"
          + " earned, moves to the next harder variation.{#is 'B-MOB-REPS'}A rotation met in three"
          + " sessions over a week gains one repetition a side.{#is 'B-MOB-HOLD'}A rotation at its"
          + " most repetitions is held one second longer.{#is 'B-MOB-TIMES'}A rotation at its most"
          + " repetitions and longest hold may be done twice a day.{#is 'B-REPS'}A target met rises"
          + " by one repetition, or to what every set reached, within the range.{#is"
          + " 'B-CEILING'}With nothing left to add, the same again.{#is 'B-HOLD'}A step not yet"
          + " earned: the same again.{#is 'N-SIDES'}More than 25 percent between the sides in three"
          + " sessions is for the coach to see.{#is 'N-SWAP'}An uncomfortable deadlift suggests the"
          + " trap bar.{#is 'N-BALANCE'}Only back work in the plan: add abdominal and oblique"
          + " work.{#is 'N-GRADUAL'}Increases stay small and slow.{#is 'N-DAILY'}Daily practice was"
          + " set by a coach, light and with few sets.{#else}{id}{/when}")
  String rule(String id);

  @Message(
      "{#when id}{#is 'D-UNKNOWN'}A definition in the catalogue.{#is 'G-STOP'}A go-ahead by a"
          + " physician or physiotherapist, recorded here. Time alone never does.{#is 'G-CLEAR'}A"
          + " go-ahead by a physician or physiotherapist, recorded here.{#is 'G-REST'}The days of"
          + " the rest; another report makes it longer.{#is 'G-HARD'}Seven days since that"
          + " session.{#is 'G-FREQ'}One or two days more.{#is 'C-COACH'}The limit's last day, or"
          + " its withdrawal.{#is 'C-RETURN'}One more session a week later, with two quiet days"
          + " after it.{#is 'C-LAYOFF'}A session: the next is then judged as usual.{#is"
          + " 'C-LAYOFF-NEW'}A session: the next is then judged as usual.{#is 'C-SORE-HOLD'}A"
          + " session without soreness after it.{#is 'B-START'}A first session.{#is 'B-ADOPT'}One"
          + " more session.{#is 'B-MISS-HOLD'}Every set within the range.{#is 'B-REDUCE'}Every set"
          + " within the range.{#is 'B-REGAIN-SETS'}One more session in range.{#is"
          + " 'B-REGAIN-LOAD'}One more session in range.{#is 'B-PARTIAL-HOLD'}Every set at the"
          + " target.{#is 'B-QUALITY-HOLD'}A session with clean form and something left in"
          + " reserve.{#is 'B-ADDWEIGHT'}The next session decides again.{#is 'B-SETS'}The next"
          + " session decides again.{#is 'B-LOAD'}The next session decides again.{#is 'B-RUNG'}The"
          + " next session decides again.{#is 'B-MOB-REPS'}Three met sessions over a week.{#is"
          + " 'B-MOB-HOLD'}Three met sessions over a week.{#is 'B-MOB-TIMES'}Three met sessions"
          + " over a week.{#is 'B-REPS'}Every set at the new target.{#is 'B-CEILING'}A coach's"
          + " word: slow lowering, or a plate.{#is 'B-HOLD'}One more session at the top of the"
          + " range.{#else}{/when}")
  String change(String id);

  @Message("{done} of {cap} today")
  String of_cap_today(String done, String cap);

  @Message("1 session")
  String session_one();

  @Message(
      "{#when id}{#is 'G-STOP'}Go to emergency care at once if you cannot hold or pass urine or"
          + " stool as usual, feel numb between the legs, or have new weakness in a leg.{#is"
          + " 'C-RETURN'}Check the form before anything is added; a trainer can help.{#is"
          + " 'G-CLEAR'}Back trouble: ask before the back is trained, and have a professional's"
          + " go-ahead.{#is 'G-REST'}A mild ache nearby: this is only steadied by it; stop if it"
          + " hurts.{#else}{/when}")
  String notice(String id);

  @Message("Log in")
  String log_in();

  @Message("Log out")
  String log_out();

  @Message("Logged out")
  String notice_logged_out();

  @Message("Your session has ended, here and wherever else its cookie was.")
  String notice_logged_out_text();

  @Message("Log in again")
  String notice_again();

  @Message("Your session has ended, and nothing was done.")
  String notice_again_text();

  @Message("The login failed")
  String notice_failed();

  @Message("Nothing is open to you yet. Try again.")
  String notice_failed_text();

  @Message("Not for you")
  String notice_not_allowed();

  @Message("Your login does not allow this. Ask who runs this installation.")
  String notice_not_allowed_text();

  @Message("Not sent from our page")
  String notice_foreign();

  @Message("Open the page again and send it from there.")
  String notice_foreign_text();

  @Message("Nobody can log in just now")
  String notice_away();

  @Message("The login does not answer. Try again in a minute.")
  String notice_away_text();

  @Message("Pages")
  String nav_label();

  @Message("Exercises")
  String catalogue();

  @Message("Search exercises")
  String search_exercises();

  @Message("The catalogue has not arrived yet.")
  String catalogue_empty();

  @Message("What can be trained, and where each number comes from.")
  String catalogue_intro();

  @Message("not from the articles")
  String ours();

  @Message("Retired: kept for old sessions, never offered.")
  String retired();

  @Message("Version {version}, catalogue {catalogue}")
  String catalogue_version(String version, String catalogue);

  @Message("at most {times} a day")
  String most_a_day(String times);

  @Message("at most {times} a week")
  String most_a_week(String times);

  @Message("Full dose")
  String full_dose();

  @Message("First time")
  String first_dose();

  @Message("How it gets harder")
  String harder();

  @Message("One step at a time, in this order, each earned first.")
  String one_at_a_time();

  @Message("repetitions {reps}")
  String raise_reps(String reps);

  @Message("hold {seconds} s")
  String raise_hold(String seconds);

  @Message("{sets} sets")
  String raise_sets(String sets);

  @Message("first weight")
  String raise_first_load();

  @Message("load by {step}")
  String raise_load(String step);

  @Message("help less by {step}")
  String lower_help(String step);

  @Message("next rung")
  String raise_rung();

  @Message("Ladder")
  String ladder();

  @Message(
      "The hardest at the top. Rules climb only where the exercise is a ladder of positions;"
          + " elsewhere the default stands.")
  String ladder_note();

  @Message("Default")
  String by_default();

  @Message("Only a coach opts in")
  String coach_only();

  @Message("easiest")
  String easiest();

  @Message("hardest")
  String hardest();

  @Message("Other ways, chosen by no rule")
  String other_ways();

  @Message("How to do it")
  String how_to();

  @Message("Cues")
  String cues();

  @Message("Tempo")
  String tempo();

  @Message("Breathing")
  String breathing();

  @Message("Mistakes")
  String mistakes();

  @Message("Better:")
  String instead_do();

  @Message("When to stop")
  String stop_rules();

  @Message("What it works")
  String works();

  @Message("Muscles")
  String muscles();

  @Message("Equipment")
  String equipment();

  @Message("Related")
  String related();

  @Message("Ask first")
  String ask_first();

  @Message("Afterwards")
  String afterwards();

  @Message("What the articles claim")
  String benefits();

  @Message("Where texts differ")
  String disagreements();

  @Message("What the articles leave open")
  String gaps();

  @Message("Where the numbers come from")
  String where_from();

  @Message("Sources")
  String cited();

  @Message("Texts are in our own words; BE:114 means line 114 of article BE.")
  String cited_note();

  @Message("lines")
  String cited_lines();

  @Message("Other references")
  String references();

  @Message("Frequency")
  String frequency();

  @Message("First sets")
  String first_sets();

  @Message("First load")
  String first_load();

  @Message("Step of load")
  String load_step();

  @Message("About this exercise")
  String about_exercise();

  @Message(
      "{#when id}{#is 'LOADED'}Harder by weight on top of the body{#is 'BARBELL'}With weight from"
          + " the start{#is 'LADDER'}A ladder of harder positions{#is 'MOBILITY'}Mobility, both"
          + " sides{#else}{id}{/when}")
  String family(String id);

  @Message(
      "{#when id}{#is 'PRIMARY'}Mainly{#is 'SECONDARY'}Also{#is 'STABILISER'}Steadied by{#is"
          + " 'REQUIRED'}Needed{#is 'ONE_OF'}One of{#is 'OPTIONAL'}If you like{#else}{id}{/when}")
  String role(String id);

  @Message(
      "{#when id}{#is 'EVERYONE'}Everyone{#is 'BACK_HISTORY'}With back history{#else}{id}{/when}")
  String who(String id);

  @Message(
      "{#when id}{#is 'ALTERNATIVE'}Alternative{#is 'SUBSTITUTE'}Substitute{#is"
          + " 'PROGRESSION'}Next{#is 'SAME_MOVEMENT'}Same movement{#is 'FAMILY'}Same family{#is"
          + " 'VARIATION_OF'}Variation of{#is 'SIMILAR'}Similar{#is 'FOUNDATION_FOR'}Groundwork"
          + " for{#is 'COMPLEMENT'}Goes with{#else}{id}{/when}")
  String relation(String id);

  @Message(
      "{#when id}{#is 'step.sessionsAtTop'}sessions at the top of the range before a raise{#is"
          + " 'step.spacingDays'}days between two raises{#is 'step.maxPercent'}percent a load may"
          + " rise at once{#is 'reduce.afterMisses'}misses in a row before it gets lighter{#is"
          + " 'rotation.metSessions'}met sessions before a rotation is raised{#is"
          + " 'quality.reserveVeto'}repetitions in reserve that forbid a raise{#is"
          + " 'freq.strengthPer7Days'}strength sessions of an exercise in 7 days{#is"
          + " 'freq.minDaysBetween'}days from one strength session to the next{#is 'hard.days'}days"
          + " after a very hard session{#is 'rest.shortDays'}days of rest after a mild ache{#is"
          + " 'rest.longDays'}days of rest after any other ache{#is 'rest.shortMaxSeverity'}severity"
          + " up to which an ache counts as mild{#is 'stop.minSeverity'}severity from which a report"
          + " stops{#is 'return.stepDays'}days between two steps of the return{#else}{id}{/when}")
  String constant(String id);

  @Message(
      "{#when id}{#is 'step.sessionsAtTop'}With {tried} instead of {was} sessions at the top"
          + " before a raise{#is 'step.spacingDays'}With {tried} instead of {was} days between two"
          + " raises{#is 'step.maxPercent'}With raises of at most {tried} instead of {was}"
          + " percent{#is 'reduce.afterMisses'}With {tried} instead of {was} misses before it gets"
          + " lighter{#is 'rotation.metSessions'}With {tried} instead of {was} met sessions before a"
          + " rotation is raised{#is 'quality.reserveVeto'}With no raise at {tried} instead of {was}"
          + " repetitions in reserve{#is 'freq.strengthPer7Days'}With at most {tried} instead of"
          + " {was} strength sessions in 7 days{#is 'freq.minDaysBetween'}With {tried} instead of"
          + " {was} days from one strength session to the next{#is 'hard.days'}With {tried} instead"
          + " of {was} days after a very hard session{#is 'rest.shortDays'}With {tried} instead of"
          + " {was} days of rest after a mild ache{#is 'rest.longDays'}With {tried} instead of {was}"
          + " days of rest after any other ache{#is 'rest.shortMaxSeverity'}With aches counted as"
          + " mild up to {tried} instead of {was}{#is 'stop.minSeverity'}With a stop from severity"
          + " {tried} instead of {was}{#is 'return.stepDays'}With {tried} instead of {was} days"
          + " between two steps of the return{#else}{id}{/when}")
  String trial_with(String id, String tried, String was);

  @Message(
      "{#when id}{#is 'STARTED'}started{#is 'RAISED'}raised{#is 'HELD'}held{#is"
          + " 'LOWERED'}lowered{#is 'WAITED'}waited{#is 'RESTED'}rested{#is 'RETURNED'}returning{#is"
          + " 'STOPPED'}stopped{#else}{id}{/when}")
  String outcome(String id);

  @Message(
      "{#when id}{#is 'raised-less'}{count} of {all} would have been raised less"
          + " often{#is 'raised-more'}{count} of {all} would have been raised more often{#is 'waited-more'}{count} of"
          + " {all} would have waited more often{#is 'waited-less'}{count} of {all} would have waited"
          + " less often{#is 'rested-more'}{count} of {all} would have rested longer{#is"
          + " 'rested-less'}{count} of {all} would have rested less{#is 'returned-more'}{count} of"
          + " {all} would have come back more slowly{#is 'other'}{count} of {all} would have had"
          + " another dose{#else}{id}{/when}")
  String trial_effect(String id, String count, String all);

  @Message("What if")
  String backtest();

  @Message(
      "Change one number of the rules and see what your athletes would have been told in the"
          + " sessions they really did. Nothing changes for anybody.")
  String backtest_intro();

  @Message("Number to change")
  String trial_number();

  @Message("Try")
  String trial_value();

  @Message("today {today}; {least} to {most} can be tried")
  String trial_hint(String today, String least, String most);

  @Message("Show")
  String trial_go();

  @Message("{done} of {all} athletes")
  String trial_running(String done, String all);

  @Message("{lead}, {effects}; {guard}.")
  String trial_sentence(String lead, String effects, String guard);

  @Message("{lead}, nobody would have been told anything else.")
  String trial_nothing(String lead);

  @Message("nobody would have rested less")
  String trial_nobody_less();

  @Message("today")
  String by_today();

  @Message("tried")
  String by_trial();

  @Message("All sessions")
  String all_sessions();

  @Message("Who would have been told something else")
  String who_differs();

  @Message("Lifted {done}; advised today {today}, tried {tried}")
  String lifted_and_advised(String done, String today, String tried);

  @Message("lifted {done}")
  String trial_lifted(String done);

  @Message("{count} sessions differ")
  String trial_sessions(String count);

  @Message("1 session differs")
  String trial_session_one();

  @Message("First on {day}, {exercise}: {tried} instead of {today}")
  String trial_first(String day, String exercise, String tried, String today);

  @Message("the same outcomes, other doses")
  String trial_other_doses();

  @Message("{count} athletes would have been told the same.")
  String trial_unchanged(String count);

  @Message("{count} athletes are left out: an entry of theirs could not be read.")
  String trial_incomplete(String count);

  @Message("All {count} athletes")
  String trial_all(String count);

  @Message("Nothing was computed: this must be a whole number from {least} to {most}.")
  String trial_bounds(String least, String most);

  @Message(
      "Nothing was computed: this number guards athletes, so only stricter ones are tried here,"
          + " from {least} to {most}.")
  String trial_guarded(String least, String most);

  @Message("That is today's number: nothing would be different.")
  String trial_same();

  @Message(
      "Nothing was computed: {count} athletes are too many for a page, which takes {most} at most."
          + " POST /v1/policy/backtest takes any number.")
  String trial_too_many(String count, String most);

  @Message(
      "Another comparison is running, and one at a time keeps advice fast. Try again in ten"
          + " seconds.")
  String trial_busy();

  @Message("The comparison broke off. Try again.")
  String trial_failed();

  @Message("Facts count as they stand now; each session is advised from what was known before it.")
  String trial_note();

  @Message("{count} athletes")
  String athletes_count(String count);

  @Message("Front")
  String front();

  @Message("Back")
  String from_behind();

  @Message("Units and dates")
  String preferences();

  @Message(
      "How you read these pages. Only this browser keeps it; what athletes entered stays as it is.")
  String preferences_intro();

  @Message("Kept")
  String preferences_saved();

  @Message("Keep")
  String preferences_save();

  @Message("Weights")
  String weights();

  @Message("As they were entered")
  String as_entered();

  @Message("Kilograms")
  String kilograms();

  @Message("Pounds")
  String pounds();

  @Message(
      "A weight entered in the other unit is rounded to a tenth and marked ≈; the number as"
          + " entered stays in brackets. 1 lb is 0.45359237 kg.")
  String rounding();

  @Message("Dates")
  String days_word();

  @Message("As this browser's language writes them: {day}")
  String days_by_language(String day);

  @Message("Year first: 2026-05-03")
  String days_iso();
}
