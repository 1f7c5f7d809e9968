/** Who did what to whom, and when: rows that only grow, sealed into a chain. */
package io.trunkline.security.audit;
