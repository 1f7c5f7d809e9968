package io.trunkline.session;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The tenant of the request at hand. There is one per installation (configuration {@code
 * trunkline.tenant}) until callers bring a token that names theirs.
 */
@Singleton
public class Tenant {

  private final String name;

  Tenant(@ConfigProperty(name = "trunkline.tenant") String name) {
    this.name = name;
  }

  /** First part of every key. */
  public String name() {
    return name;
  }
}
