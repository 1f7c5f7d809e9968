package io.trunkline.progress.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.Message;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both languages say everything. */
class TextsTest {

  private static final Pattern USED = Pattern.compile("\\{([a-z]+)}");

  private static final Map<String, Class<?>> BUNDLES =
      Map.of("t", Texts.class, "act", ActTexts.class);

  private static Properties german(String bundle) throws IOException {
    Properties german = new Properties();
    try (var file =
        new InputStreamReader(
            TextsTest.class.getResourceAsStream("/messages/" + bundle + "_de.properties"),
            StandardCharsets.UTF_8)) {
      german.load(file);
    }
    return german;
  }

  @ParameterizedTest
  @ValueSource(strings = {"t", "act"})
  void german_has_every_text_and_no_other(String bundle) throws IOException {
    assertThat(german(bundle).stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(BUNDLES.get(bundle).getMethods()).map(Method::getName).toList());
  }

  /** One with more does not run: its generated class is refused when it is loaded. */
  @ParameterizedTest
  @ValueSource(strings = {"t", "act"})
  void no_bundle_is_too_large(String bundle) {
    assertThat(BUNDLES.get(bundle).getMethods()).hasSizeLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t", "act"})
  void both_name_the_same_things(String bundle) throws IOException {
    Properties german = german(bundle);
    for (Method text : BUNDLES.get(bundle).getMethods()) {
      assertThat(named(german.getProperty(text.getName())))
          .as(text.getName())
          .isEqualTo(named(text.getAnnotation(Message.class).value()));
    }
  }

  private static Set<String> named(String text) {
    return USED.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
