/** Who is calling, what the token allows, and what the others are told. */
package io.trunkline.security;
