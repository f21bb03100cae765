/** The metrics of an account and their registration in JMX. It does not depend on any other package. */
package io.github.mpcconnect.metrics;
