package io.github.mpcconnect.quickstart;

/**
 * What the API was asked so far.
 *
 * @param mostInAnySpan the most requests in any span of five seconds
 */
record Requests(long count, long refused, int mostInAnySpan) {}
