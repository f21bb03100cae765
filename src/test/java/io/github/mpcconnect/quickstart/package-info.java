/**
 * {@code mvn -Pquickstart}: the connector at work with the example configuration, on a simulated account, a broker and
 * a Connect worker in one JVM. {@code Model} is what the topics say, filled by {@code TopicReader}; {@code Report}
 * prints it; {@code Proof} compares it with the simulated account.
 */
package io.github.mpcconnect.quickstart;
