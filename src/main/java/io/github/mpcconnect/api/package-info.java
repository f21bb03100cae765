/** Plivo's Multiparty Call API in Java, usable without Kafka. It imports nothing of the other packages. */
package io.github.mpcconnect.api;
