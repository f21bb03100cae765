/** Plivo's Multiparty Call API in Java, usable without Kafka. It does not depend on any other package. */
package io.github.mpcconnect.api;
