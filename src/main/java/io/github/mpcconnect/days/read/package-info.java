/** Lists calls and participants of the API: each result is proven, unproven or unanswered. */
package io.github.mpcconnect.days.read;
