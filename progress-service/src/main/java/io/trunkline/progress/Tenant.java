package io.trunkline.progress;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whose data a request may see. Until callers are identified by a token there is one tenant. */
@ApplicationScoped
public class Tenant {

  private final String name;

  Tenant(@ConfigProperty(name = "trunkline.tenant") String name) {
    this.name = name;
  }

  /** First part of every key, never taken from a path or a body. */
  public String current() {
    return name;
  }
}
