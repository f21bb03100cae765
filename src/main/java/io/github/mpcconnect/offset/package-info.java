/**
 * All that Connect stores for the connector: positions, their format in both directions, and the validation of altered
 * offsets.
 */
package io.github.mpcconnect.offset;
