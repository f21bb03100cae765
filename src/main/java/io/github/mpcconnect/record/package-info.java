/** The schemas of keys and values, and the conversion of batches into Connect's source records. */
package io.github.mpcconnect.record;
