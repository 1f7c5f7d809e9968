package io.trunkline.security.audit;

/**
 * Who does something.
 *
 * @param name the token's subject, or the name of a service that acts by itself
 * @param person whether it is a coach or an operator, not an app
 * @param request what the call is known by in logs and traces
 */
public record Actor(String name, boolean person, String request) {}
