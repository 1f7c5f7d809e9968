package io.trunkline.progress.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages on which a coach acts. */
@CheckedTemplate(basePath = "Act")
final class ActTemplates {

  private ActTemplates() {}

  static native TemplateInstance form(ActForm page);

  static native TemplateInstance withdraw(WithdrawPage page);
}
