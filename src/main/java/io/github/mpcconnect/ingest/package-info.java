/** The work: reading windows to proven completeness and handing them over, batch by batch. It knows no Kafka. */
package io.github.mpcconnect.ingest;
