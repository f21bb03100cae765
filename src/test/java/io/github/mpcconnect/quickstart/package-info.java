/**
 * {@code mvn -Pquickstart}: the connector at work, on a simulated account, a broker and a Connect worker in one JVM.
 */
package io.github.mpcconnect.quickstart;
