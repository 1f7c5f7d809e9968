/** How soon a coach sees a page. */
package io.trunkline.bench.pages;
