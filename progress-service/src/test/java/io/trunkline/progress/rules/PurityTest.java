package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules use plain Java only and read no clock, no chance and no binary fractions. */
class PurityTest {

  private static final String RULES = "io.trunkline.progress.rules";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(RULES);

  private static final ArchRule PLAIN_JAVA =
      ArchRuleDefinition.classes()
          .that()
          .resideInAPackage(RULES)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              RULES,
              "java.lang..",
              "java.math",
              "java.nio.charset",
              "java.security",
              "java.time..",
              "java.util",
              "java.util.function",
              "java.util.stream");

  private static final ArchRule NO_CLOCK_NO_CHANCE_NO_FRACTIONS =
      ArchRuleDefinition.noClasses()
          .should()
          .callMethodWhere(clock())
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, Double.class, Float.class, System.class);

  private static DescribedPredicate<JavaMethodCall> clock() {
    return DescribedPredicate.describe(
        "they read the clock", call -> call.getTarget().getName().equals("now"));
  }

  @Test
  void the_rules_are_plain_java() {
    assertThat(CODE.size()).isGreaterThan(40);
    PLAIN_JAVA.check(CODE);
    NO_CLOCK_NO_CHANCE_NO_FRACTIONS.check(CODE);
  }

  @Test
  void an_offender_is_caught() {
    JavaClasses offender = new ClassFileImporter().importClasses(ReadsTheClock.class);

    assertThatThrownBy(() -> NO_CLOCK_NO_CHANCE_NO_FRACTIONS.check(offender))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ReadsTheClock");
    JavaClasses foreign = new ClassFileImporter().importClasses(Gym.class);
    assertThatThrownBy(() -> PLAIN_JAVA.check(foreign))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Gym");
  }

  /** What the rules must never do. */
  static final class ReadsTheClock {
    LocalDate today() {
      return LocalDate.now(ZoneOffset.UTC);
    }
  }
}
