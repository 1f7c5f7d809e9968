/** Back to what was promised after the journal's database was set to an earlier point. */
package io.trunkline.session.restore;
