/**
 * What the Helm chart renders: is it valid, restricted, and does every service know its settings?
 */
package io.trunkline.helm;
