/** The work: reading windows to proven completeness, at the API's pace, and handing them over. It knows no Kafka. */
package io.github.mpcconnect.ingest;
