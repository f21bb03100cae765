/** Parses the API's JSON as a stream: without a tree, and only the fields that are used. */
package io.github.mpcconnect.api.json;
