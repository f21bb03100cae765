/**
 * The configuration's keys, their validation and the typed settings. No other package names a key. A group of keys is
 * one file: its keys with their documentation, the record of their values, and the rules between them.
 * {@code live.poll.interval.ms} is in {@code LiveSettings}.
 */
package io.github.mpcconnect.config;
