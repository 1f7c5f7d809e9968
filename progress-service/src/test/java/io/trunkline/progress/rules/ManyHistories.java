package io.trunkline.progress.rules;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The invariants over as many histories as asked for, in batches whose histories are made once for
 * all properties. Arguments: how many, on how many threads, and the first seed if not the usual
 * one. Ends at the first failure, which names its seed.
 */
final class ManyHistories {

  private static final long TOLD_EVERY_NANOS = 10_000_000_000L;

  private final ExecutorService threads;

  private ManyHistories(ExecutorService threads) {
    this.threads = threads;
  }

  public static void main(String[] arguments) throws InterruptedException {
    long wanted = Long.parseLong(arguments[0]);
    ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[1]));
    long first = arguments.length > 2 ? Long.parseLong(arguments[2]) : Properties.seed();
    try {
      new ManyHistories(threads).check(wanted, first);
    } catch (ExecutionException e) {
      System.out.println(e.getCause().getMessage());
      e.getCause().printStackTrace();
      System.exit(1);
    } finally {
      threads.shutdown();
    }
  }

  private void check(long wanted, long first) throws InterruptedException, ExecutionException {
    List<Callable<Void>> properties = properties();
    System.out.println(properties.size() + " properties, first seed " + first);
    long start = System.nanoTime();
    long told = start;
    for (long held = 0; held < wanted; ) {
      Properties.startAt(first + held);
      // Before the properties, for these would all wait to make the same ones.
      inParallel(makers());
      inParallel(properties);
      held += Properties.histories();
      long now = System.nanoTime();
      if (now - told >= TOLD_EVERY_NANOS || held >= wanted) {
        told = now;
        double seconds = (now - start) / 1e9;
        System.out.printf(
            "%,d histories hold after %.0f s, %,.0f a second%n", held, seconds, held / seconds);
      }
    }
  }

  private void inParallel(List<Callable<Void>> work)
      throws InterruptedException, ExecutionException {
    for (Future<Void> done : threads.invokeAll(work)) {
      done.get();
    }
  }

  private static List<Callable<Void>> makers() {
    List<Callable<Void>> makers = new ArrayList<>();
    for (int i = 0; i < Properties.histories(); i++) {
      int number = i;
      makers.add(
          () -> {
            Properties.question(number);
            return null;
          });
    }
    return makers;
  }

  private static List<Callable<Void>> properties() {
    List<Callable<Void>> properties = new ArrayList<>();
    Stream.of(InvariantsTest.class.getDeclaredMethods())
        .filter(m -> m.isAnnotationPresent(Test.class) && !m.isAnnotationPresent(Tag.class))
        .forEach(property -> properties.add(() -> check(property)));
    return properties;
  }

  private static Void check(Method property) throws IllegalAccessException {
    try {
      property.invoke(new InvariantsTest());
      return null;
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    }
  }
}
