/**
 * Seeded random worlds: the real engine in virtual time, with an API in memory that fails, lies and changes its mind,
 * crashes and pauses, and a Kafka that stores records and offsets. Invariants are checked after each batch and at the
 * end.
 */
package io.github.mpcconnect.simulation;
