/** Exercise definitions over HTTP: read, filter, revise, retire, load in bundles. */
package io.trunkline.catalog.exercise;
