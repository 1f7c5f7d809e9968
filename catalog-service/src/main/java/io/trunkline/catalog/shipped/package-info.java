/** The catalogue that comes with a release, as data files a person can read and edit. */
package io.trunkline.catalog.shipped;
