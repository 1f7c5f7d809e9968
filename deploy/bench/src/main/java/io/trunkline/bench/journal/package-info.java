/** What the journal costs: requests, streams and growth, each beside what it is compared with. */
package io.trunkline.bench.journal;
