/** The configuration's keys, their validation and typed answers. No other package holds a key's name. */
package io.github.mpcconnect.config;
