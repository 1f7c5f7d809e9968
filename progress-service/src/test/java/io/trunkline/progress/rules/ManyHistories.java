package io.trunkline.progress.rules;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The invariants over as many histories as asked for, in batches whose histories are made once for
 * all properties. Arguments: how many, and the first seed if not the usual one. Ends at the first
 * failure, which names its seed.
 */
final class ManyHistories {

  private ManyHistories() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    long wanted = Long.parseLong(arguments[0]);
    long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : Properties.seed();
    List<Method> properties =
        Stream.of(InvariantsTest.class.getDeclaredMethods())
            .filter(m -> m.isAnnotationPresent(Test.class) && !m.isAnnotationPresent(Tag.class))
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    System.out.println(properties.size() + " properties, first seed " + first);
    long start = System.nanoTime();
    for (long held = 0; held < wanted; held += Properties.histories()) {
      Properties.startAt(first + held);
      check(properties);
      System.out.printf(
          "%d histories hold after %d s%n",
          held + Properties.histories(), (System.nanoTime() - start) / 1_000_000_000);
    }
  }

  private static void check(List<Method> properties) throws ReflectiveOperationException {
    for (Method property : properties) {
      try {
        property.invoke(new InvariantsTest());
      } catch (InvocationTargetException e) {
        System.out.println(e.getCause().getMessage());
        throw e;
      }
    }
  }
}
