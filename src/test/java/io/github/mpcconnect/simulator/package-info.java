/**
 * Plivo's Multiparty Call API in a small server, for tests, the quickstart and benchmarks: {@code World} is the truth,
 * {@code CallTable} answers questions about it without HTTP, {@code PlivoSimulator} serves it as the API does.
 */
package io.github.mpcconnect.simulator;
