/** Programmes (named workouts) over HTTP. */
package io.trunkline.catalog.program;
