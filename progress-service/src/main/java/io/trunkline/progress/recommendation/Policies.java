package io.trunkline.progress.recommendation;

import io.trunkline.progress.rules.Policy;
import jakarta.enterprise.context.ApplicationScoped;

/** The policy versions this service knows. */
@ApplicationScoped
class Policies {

  Policy active() {
    return null;
  }
}
