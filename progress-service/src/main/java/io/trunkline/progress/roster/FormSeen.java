package io.trunkline.progress.roster;

import io.trunkline.progress.journal.Observation;
import io.trunkline.progress.journal.Observation.Form;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.Exercise.Role;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.Need;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether a coach has looked where a form check is due. The rules know nothing of it: it ends a
 * need and changes no dose.
 */
final class FormSeen {

  /** At the same moment the stricter word is the last. */
  private static final Comparator<Observation> OLDEST_FIRST =
      Comparator.comparing((Observation one) -> one.seenAt().toInstant())
          .thenComparing(Observation::form);

  private final List<Observation> oldestFirst;
  private final History history;
  private final Catalogue catalogue;

  FormSeen(Collection<Observation> observations, History history, Catalogue catalogue) {
    this.oldestFirst =
        observations.stream().filter(one -> one.form() != null).sorted(OLDEST_FIRST).toList();
    this.history = history;
    this.catalogue = catalogue;
  }

  /**
   * The needs as they are once it is known what coaches saw. A form check ends on the day from
   * which on the form was seen to be good, in every exercise it is about that was looked at; an
   * exercise that needs work keeps it open.
   */
  List<Need> in(List<Need> needs) {
    List<Need> open = new ArrayList<>();
    for (Need need : needs) {
      Optional<LocalDate> good =
          need.sort() == Need.Sort.FORM_CHECK ? goodFrom(need) : Optional.empty();
      if (good.isEmpty()) {
        open.add(need);
      } else if (good.get().isAfter(need.from())) {
        // Dated ahead: until then nobody has looked.
        open.add(endingBefore(good.get(), need));
      }
    }
    return open;
  }

  private Optional<LocalDate> goodFrom(Need need) {
    Map<String, LocalDate> good = new TreeMap<>();
    Set<String> needWork = new HashSet<>();
    for (Observation one : oldestFirst) {
      if (!isMeant(one, need) || !isSince(one, need)) {
        continue;
      }
      if (one.form() == Form.GOOD) {
        needWork.remove(one.exercise());
        good.putIfAbsent(one.exercise(), one.seenAt().toLocalDate());
      } else {
        needWork.add(one.exercise());
        good.remove(one.exercise());
      }
    }
    return needWork.isEmpty()
        ? good.values().stream().min(Comparator.naturalOrder())
        : Optional.empty();
  }

  /** After an ache: any exercise that works the region. */
  private boolean isMeant(Observation one, Need need) {
    return need.exercise() == null
        ? catalogue.find(one.exercise()).filter(known -> works(need.region(), known)).isPresent()
        : need.exercise().equals(one.exercise());
  }

  private static boolean works(String region, Exercise exercise) {
    if (region == null || exercise.regions().isEmpty()) {
      return true;
    }
    Role role = exercise.regions().get(region);
    return role == Role.PRIMARY || role == Role.SECONDARY;
  }

  /** In the session it comes from or later; where it comes from none, on its first day or later. */
  private boolean isSince(Observation one, Need need) {
    Optional<OffsetDateTime> began =
        history.sessions().stream()
            .filter(session -> session.ref().toString().equals(need.fact()))
            .map(History.Session::at)
            .findFirst();
    return began.isPresent()
        ? !one.seenAt().isBefore(began.get())
        : !one.seenAt().toLocalDate().isBefore(need.day());
  }

  private static Need endingBefore(LocalDate good, Need need) {
    LocalDate last = good.minusDays(1);
    return new Need(
        need.sort(),
        need.from(),
        need.until() == null || need.until().isAfter(last) ? last : need.until(),
        need.day(),
        need.exercise(),
        need.region(),
        need.felt(),
        need.severity(),
        need.fact());
  }
}
