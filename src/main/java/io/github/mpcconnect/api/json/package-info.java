/** The API's JSON, parsed as it comes: no tree, and only the fields that are used. */
package io.github.mpcconnect.api.json;
