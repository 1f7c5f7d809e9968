package io.trunkline.progress.rules;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The first elements of a list that only grows at its end. What is added later does not show, so a
 * fold may hand out what it has seen and go on, without a copy each time.
 */
final class Prefix<T> extends AbstractList<T> implements RandomAccess {

  private final List<T> all;
  private final int size;

  Prefix(List<T> all) {
    this.all = all;
    this.size = all.size();
  }

  @Override
  public T get(int index) {
    return all.get(Objects.checkIndex(index, size));
  }

  @Override
  public int size() {
    return size;
  }
}
