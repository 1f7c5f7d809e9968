package io.trunkline.local;

/** The three services that make up Trunkline. */
public enum App {
  /** What exercises are. */
  CATALOG("catalog", "what exercises are"),
  /** What athletes did and felt. */
  SESSION("session", "what athletes did and felt"),
  /** What to do next. */
  PROGRESS("progress", "what to do next");

  private final String shortName;
  private final String purpose;

  App(String shortName, String purpose) {
    this.shortName = shortName;
    this.purpose = purpose;
  }

  /** The name in addresses, databases and {@code trunkline.json}. */
  public String shortName() {
    return shortName;
  }

  String purpose() {
    return purpose;
  }

  /** The Maven module, and its folder. */
  public String module() {
    return shortName + "-service";
  }
}
