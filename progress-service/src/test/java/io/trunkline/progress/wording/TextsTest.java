package io.trunkline.progress.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.Message;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Both languages say everything. */
class TextsTest {

  private static final Pattern USED = Pattern.compile("\\{([a-z]+)}");

  private static Properties german() throws IOException {
    Properties german = new Properties();
    try (var file =
        new InputStreamReader(
            TextsTest.class.getResourceAsStream("/messages/t_de.properties"),
            StandardCharsets.UTF_8)) {
      german.load(file);
    }
    return german;
  }

  @Test
  void german_has_every_text_and_no_other() throws IOException {
    assertThat(german().stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Texts.class.getMethods()).map(Method::getName).toList());
  }

  @Test
  void both_name_the_same_things() throws IOException {
    Properties german = german();
    for (Method text : Texts.class.getMethods()) {
      assertThat(named(german.getProperty(text.getName())))
          .as(text.getName())
          .isEqualTo(named(text.getAnnotation(Message.class).value()));
    }
  }

  private static Set<String> named(String text) {
    return USED.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
