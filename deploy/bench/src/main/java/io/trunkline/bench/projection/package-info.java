/** What the projection costs: rebuilding it, and waiting for what one wrote. */
package io.trunkline.bench.projection;
