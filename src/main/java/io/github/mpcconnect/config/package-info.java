/** The configuration's keys, their validation and the typed settings. No other package names a key. */
package io.github.mpcconnect.config;
