package io.trunkline.bench.demo;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Somebody made up.
 *
 * @param number tells them apart where the temper does not
 * @param trains ids of exercises
 */
public record Somebody(String id, Temper temper, int number, List<String> trains) {

  private static final List<String> NAMES =
      List.of(
          "ada-keller",
          "ben-osei",
          "clara-novak",
          "daan-visser",
          "elif-kaya",
          "finn-berg",
          "greta-lind",
          "hugo-martin",
          "ines-costa",
          "jonas-weber",
          "karin-holm",
          "leo-rossi",
          "mira-shah",
          "nils-aalto",
          "olga-petrov",
          "pablo-ruiz",
          "quinn-doyle",
          "rosa-meyer",
          "samir-haddad",
          "tilda-berg",
          "umar-khan",
          "vera-lang",
          "wim-janssen",
          "xenia-popa",
          "yara-nassar",
          "zoe-fischer",
          "anton-huber",
          "bea-santos",
          "carlo-bianchi",
          "dora-nagy",
          "emil-larsen",
          "fatima-ali",
          "georg-wolf",
          "hana-sato",
          "ivan-horvat",
          "julia-kraus",
          "kofi-mensah",
          "lena-vogel",
          "marek-nowak",
          "nora-quist",
          "oskar-lehmann",
          "petra-simon");

  private static final List<Temper> TEMPERS =
      List.of(
          Temper.COMPLIANT,
          Temper.KEEN,
          Temper.COMPLIANT,
          Temper.STOPPED,
          Temper.COMPLIANT,
          Temper.SILENT,
          Temper.RETURNING,
          Temper.COMPLIANT,
          Temper.RESTING,
          Temper.COMPLIANT,
          Temper.ACHING,
          Temper.COMPLIANT,
          Temper.STUCK,
          Temper.COMPLIANT,
          Temper.KEEN,
          Temper.COMPLIANT,
          Temper.HISTORY,
          Temper.COMPLIANT,
          Temper.SILENT,
          Temper.UNASKED,
          Temper.COMPLIANT);

  private static final List<List<String>> PLANS =
      List.of(
          List.of("back-extension", "trunk-lift", "lower-trunk-rotation"),
          List.of("deadlift", "back-extension", "dumbbell-row"),
          List.of("trunk-lift", "lower-trunk-rotation", "dead-bug"),
          List.of("back-extension", "lat-pulldown", "goblet-squat"),
          List.of("romanian-deadlift", "push-up", "trunk-lift"));

  /** Forty-two of them. */
  static List<Somebody> all() {
    return crowd(NAMES.size());
  }

  /** So many; beyond the forty-two they carry a number. */
  public static List<Somebody> crowd(int size) {
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                new Somebody(
                    i < NAMES.size() ? NAMES.get(i) : NAMES.get(i % NAMES.size()) + "-" + i,
                    TEMPERS.get(i % TEMPERS.size()),
                    i,
                    PLANS.get(i % PLANS.size())))
        .toList();
  }
}
