/** The API over HTTP. */
package io.github.mpcconnect.api.http;
