/**
 * How an account's requests are made: within its allowance, the most urgent first, and again until they are answered.
 * It knows no calls.
 */
package io.github.mpcconnect.request;
