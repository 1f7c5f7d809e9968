package io.trunkline.progress.recommendation;

import io.quarkus.runtime.Startup;
import io.trunkline.progress.rules.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The policy versions this service was shipped with, all read at start: a file with a fault keeps
 * the service from starting instead of surprising an athlete later.
 */
@Startup
@ApplicationScoped
public class Policies {

  // A version is added here and never taken away, so that an old answer can be given again.
  private static final List<String> SHIPPED = List.of("sources-1");
  private static final String ACTIVE = "sources-1";

  private final Map<String, PolicyFile> files;
  private final Policy active;

  public Policies() {
    files =
        SHIPPED.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), PolicyFile::shipped));
    active = files.get(ACTIVE).policy();
  }

  /** The version that answers are given by. */
  public Policy active() {
    return active;
  }

  /** A shipped version, active or not. */
  public Optional<PolicyFile> find(String version) {
    return Optional.ofNullable(files.get(version));
  }
}
