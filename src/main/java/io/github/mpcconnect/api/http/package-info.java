/** The implementation of the API over HTTP. */
package io.github.mpcconnect.api.http;
