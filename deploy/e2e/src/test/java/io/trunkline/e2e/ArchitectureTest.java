package io.trunkline.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.trunkline.catalog.offender.CatalogThatKnowsTheJournal;
import io.trunkline.catalog.offender.ExerciseServiceImpl;
import io.trunkline.catalog.offender.SessionEvent;
import io.trunkline.progress.rules.offender.AsksTheClock;
import io.trunkline.progress.rules.offender.CountsInDoubles;
import io.trunkline.progress.rules.offender.HidesADouble;
import io.trunkline.progress.rules.offender.ReadsAFile;
import io.trunkline.progress.rules.offender.RollsDice;
import io.trunkline.progress.rules.offender.UsesALibrary;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where every line belongs, as rules; each has offenders among the test classes that it must
 * reject.
 */
class ArchitectureTest {

  private static final String RULES = "io.trunkline.progress.rules..";

  private static final ArchRule NAMES_SAY_WHAT_A_THING_IS =
      noClasses()
          .should()
          .haveNameMatching(
              "io\\.trunkline\\..*\\.[^.]*(Service|Impl|Manager|Util|Helper|Dto)[^.]*")
          .orShould()
          .haveNameMatching("io\\.trunkline\\..*\\.[^.]*(Entity|Event|Controller)")
          .because("a name of the domain tells a reader more");

  private static final ArchRule NO_SERVICE_KNOWS_A_SERVICE =
      slices()
          .matching("io.trunkline.(*)..")
          .should()
          .notDependOnEachOther()
          // One lock in all doors, one thread through all rooms; they know no door and no room.
          .ignoreDependency(alwaysTrue(), resideInAPackage("io.trunkline.security.."))
          .ignoreDependency(alwaysTrue(), resideInAPackage("io.trunkline.tracing.."))
          .because("a service reads another's contract folder as data");

  private static final ArchRule RULES_ARE_PURE =
      classes()
          .that()
          .resideInAPackage(RULES)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.math..",
              "java.time..",
              "java.util..",
              "java.security..",
              "java.nio.charset..",
              RULES)
          .because("rules need nothing but Java: no library, no file, no network");

  private static final DescribedPredicate<JavaClass> A_CLOCK_OR_CHANCE =
      describe(
          "a clock or chance",
          type ->
              Set.of(
                      "java.time.Clock",
                      "java.util.Random",
                      "java.util.SplittableRandom",
                      "java.util.concurrent.ThreadLocalRandom",
                      "java.security.SecureRandom")
                  .contains(type.getName()));

  private static final ArchRule RULES_ASK_NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .that()
          .resideInAPackage(RULES)
          .should()
          .dependOnClassesThat(A_CLOCK_OR_CHANCE)
          .orShould()
          .callMethodWhere(
              target(
                      nameMatching(
                          "now|currentTimeMillis|nanoTime|randomUUID|random|getenv|getProperty"))
                  .and(
                      target(
                          owner(
                              describe(
                                  "of the JDK",
                                  type -> type.getPackageName().startsWith("java."))))))
          .because("the same facts and the same moment give the same bytes");

  private static final DescribedPredicate<JavaClass> BINARY_FRACTIONS =
      describe(
          "binary fractions",
          type ->
              Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                  .contains(type.getName()));

  private static final ArchRule NO_FIELD_IS_A_BINARY_FRACTION =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(RULES)
          .should()
          .notHaveRawType(BINARY_FRACTIONS);

  private static final ArchRule NO_METHOD_ANSWERS_A_BINARY_FRACTION =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(RULES)
          .should()
          .notHaveRawReturnType(BINARY_FRACTIONS);

  static Stream<ArchRule> rules() {
    return Stream.of(
        NAMES_SAY_WHAT_A_THING_IS,
        NO_SERVICE_KNOWS_A_SERVICE,
        RULES_ARE_PURE,
        RULES_ASK_NO_CLOCK_AND_NO_CHANCE,
        NO_FIELD_IS_A_BINARY_FRACTION,
        NO_METHOD_ANSWERS_A_BINARY_FRACTION);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_shipped_classes_keep_it(ArchRule rule) {
    rule.check(Shipped.CLASSES);
  }

  @Test
  void every_module_is_looked_at() {
    for (String module : Shipped.PACKAGE_OF_MODULE.values()) {
      assertThat(Shipped.CLASSES)
          .as(module)
          .anyMatch(type -> type.getPackageName().startsWith(module));
    }
  }

  static Stream<Arguments> offenders() {
    return Stream.of(
        Arguments.of(NAMES_SAY_WHAT_A_THING_IS, ExerciseServiceImpl.class),
        Arguments.of(NAMES_SAY_WHAT_A_THING_IS, SessionEvent.class),
        Arguments.of(NO_SERVICE_KNOWS_A_SERVICE, CatalogThatKnowsTheJournal.class),
        Arguments.of(RULES_ARE_PURE, UsesALibrary.class),
        Arguments.of(RULES_ARE_PURE, ReadsAFile.class),
        Arguments.of(RULES_ASK_NO_CLOCK_AND_NO_CHANCE, AsksTheClock.class),
        Arguments.of(RULES_ASK_NO_CLOCK_AND_NO_CHANCE, RollsDice.class),
        Arguments.of(NO_FIELD_IS_A_BINARY_FRACTION, HidesADouble.class),
        Arguments.of(NO_METHOD_ANSWERS_A_BINARY_FRACTION, CountsInDoubles.class));
  }

  @ParameterizedTest
  @MethodSource("offenders")
  void an_offender_is_rejected(ArchRule rule, Class<?> offender) {
    JavaClasses offending =
        new ClassFileImporter()
            .importPackages(offender.getPackageName(), "io.trunkline.session.offender");

    assertThatThrownBy(() -> rule.check(offending))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(offender.getSimpleName());
  }

  /** The main classes of every module of this build, imported once. */
  private static final class Shipped {

    static final Map<String, String> PACKAGE_OF_MODULE =
        Map.of(
            "../../catalog-service", "io.trunkline.catalog",
            "../../session-service", "io.trunkline.session",
            "../../progress-service", "io.trunkline.progress",
            "../local", "io.trunkline.local",
            "../security", "io.trunkline.security",
            "../tracing", "io.trunkline.tracing");

    static final JavaClasses CLASSES =
        new ClassFileImporter()
            .importPaths(
                PACKAGE_OF_MODULE.keySet().stream()
                    .map(module -> Path.of(module, "target/classes"))
                    .toList());

    private Shipped() {}
  }
}
