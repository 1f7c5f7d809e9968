/**
 * Stories a coach could read, told over HTTP to the whole line: real broker, real database, the
 * three services as they ship. Nothing here knows a class of a service.
 */
package io.trunkline.e2e;
