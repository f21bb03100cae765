/** The schemas, and the step from batches to Connect's source records. */
package io.github.mpcconnect.record;
