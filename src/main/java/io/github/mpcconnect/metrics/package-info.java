/** What an account's reading is counted by, and how JMX shows it. It imports nothing of the other packages. */
package io.github.mpcconnect.metrics;
