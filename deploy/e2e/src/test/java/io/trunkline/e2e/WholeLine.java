package io.trunkline.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a story the one running {@link Line} and as many new athletes as it names. */
final class WholeLine implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext story) {
    Class<?> type = parameter.getParameter().getType();
    return type == Line.class || type == Athlete.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext story) {
    // Kept at the root, so that it starts once and JUnit closes it after the last story.
    Line line =
        story
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(Line.class, start -> Line.start(), Line.class);
    return parameter.getParameter().getType() == Line.class ? line : Athlete.newcomer(line);
  }
}
