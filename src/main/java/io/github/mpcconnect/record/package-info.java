/** Field tables, schemas and the way from what was read to Connect's source records. */
package io.github.mpcconnect.record;
