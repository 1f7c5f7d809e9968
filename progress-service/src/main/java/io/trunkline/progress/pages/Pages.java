package io.trunkline.progress.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages, checked against what they show when this is built. */
@CheckedTemplate(basePath = "Pages")
final class Pages {

  private Pages() {}

  static native TemplateInstance roster(RosterPage page);

  static native TemplateInstance athlete(AthletePage page, ActingCard acting);

  static native TemplateInstance exercise(ExercisePage page);

  static native TemplateInstance decision(DecisionPage page);

  static native TemplateInstance workout(AthletePage page);

  static native TemplateInstance exercises(CataloguePage page);

  static native TemplateInstance definition(DefinitionPage page);

  static native TemplateInstance backtest(BacktestPage page);

  static native TemplateInstance preferences(PreferencesPage page);
}
