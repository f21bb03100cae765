/** Sends an account's requests: within its allowance, most urgent first, with retries. It knows nothing about calls. */
package io.github.mpcconnect.request;
