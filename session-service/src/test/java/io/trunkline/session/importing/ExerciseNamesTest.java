package io.trunkline.session.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.session.importing.ExerciseNames.Meaning;
import io.trunkline.session.importing.ExerciseNames.Origin;
import io.trunkline.session.journal.EntryKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExerciseNamesTest {

  private static final List<String> SIGNS =
      List.of(
          "a", "B", "z", "9", " ", "-", "(", "+", "/", "ü", "ß", "ベ", "ペ", "人", "💪", "İ", "ı",
          "\"", "%");

  /** These ids stand in journals: changing one would tear an exercise's history in two. */
  @ParameterizedTest
  @CsvSource({
    "Bulgarian Split Squat,       bulgarian-split-squat",
    "Squat (Barbell),             squat-barbell",
    "'Bench Press, Close Grip',   bench-press-close-grip",
    "Farmer's Walk,               farmer-s-walk",
    "Chin Up +,                   chin-up~b9ccc6c123d3",
    "Rückenstrecker,              ruckenstrecker~618f46f4e95d",
    "ベンチプレス,                  x~f94664a4ec33",
    "Колокол,                     x~bd49274dd5b5",
  })
  void a_name_nobody_knows_has_one_id_for_ever(String name, String id) {
    assertThat(ExerciseNames.idOf(name)).isEqualTo(id);
  }

  @Test
  void case_width_and_white_space_make_no_difference() {
    assertThat(ExerciseNames.idOf(" bulgarian  SPLIT squat"))
        .isEqualTo(ExerciseNames.idOf("Bulgarian Split Squat"));
    assertThat(ExerciseNames.idOf("Ｓｑｕａｔ")).isEqualTo("squat");
    assertThat(new ExerciseNames(Map.of()).of("bench press (barbell)").exercise())
        .isEqualTo("bench-press");
  }

  @Test
  void two_names_with_different_letters_never_share_an_id() {
    Random random = new Random(20260504);
    Map<String, String> lettersOfId = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String name = "x";
      for (int length = random.nextInt(12); length > 0; length--) {
        name += SIGNS.get(random.nextInt(SIGNS.size()));
      }
      String id = ExerciseNames.idOf(name);
      assertThat(EntryKey.isId(id)).as(name).isTrue();
      String letters = ExerciseNames.key(name).replaceAll("[ ()-]+", "-").replaceAll("^-|-$", "");
      assertThat(lettersOfId.putIfAbsent(id, letters)).as(id).isIn(null, letters);
    }
  }

  @Test
  void a_very_long_name_fits() {
    assertThat(ExerciseNames.idOf("squat ".repeat(40))).hasSizeLessThanOrEqualTo(64).contains("~");
  }

  @Test
  void the_tenants_own_meaning_comes_first() {
    Meaning own = new Meaning("trap-bar-deadlift", "high-handles", Origin.TENANT);
    ExerciseNames names = new ExerciseNames(Map.of("deadlift (barbell)", own));

    assertThat(names.of("Deadlift (Barbell)")).isEqualTo(own);
    assertThat(names.of("Deadlift")).isEqualTo(new Meaning("deadlift", null, Origin.SHIPPED));
    assertThat(names.of("Superman"))
        .isEqualTo(new Meaning("trunk-lift", "superman", Origin.SHIPPED));
    assertThat(names.of("Deadlift (Dumbbell)"))
        .isEqualTo(new Meaning("deadlift-dumbbell", null, Origin.NAME));
  }
}
