/** The connector and its task, as Kafka Connect sees them. */
package io.github.mpcconnect;
