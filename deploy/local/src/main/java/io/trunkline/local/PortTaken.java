package io.trunkline.local;

/** A port that one of the parts needs is in use by another program. */
final class PortTaken extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  PortTaken(int port, String wantedBy) {
    super(
        "Port "
            + port
            + ", wanted by "
            + wantedBy
            + ", is in use by another program. End that program, or set TRUNKLINE_PORT_BASE (for example 18080) to move every port.");
  }
}
