package io.trunkline.local;

import java.util.Map;

/** Who says who calls the services: the launcher's own provider, or another that a test started. */
public interface IdentityProvider {

  /** What a service must be told about it, as environment variables. */
  Map<String, String> environment(App app);

  /** Tokens by caller; {@code app} may read the catalogue and ask for advice. */
  Map<String, String> tokens();
}
