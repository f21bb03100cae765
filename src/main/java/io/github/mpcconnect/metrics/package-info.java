/** The metrics of an account, and how JMX shows them. It imports no other package of the project. */
package io.github.mpcconnect.metrics;
