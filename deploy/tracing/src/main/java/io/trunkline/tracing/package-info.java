/** What a request caused in all services, without whom it was about. */
package io.trunkline.tracing;
