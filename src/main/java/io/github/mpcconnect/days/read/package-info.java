/** Lists of calls and of participants as the API returns them: complete, incomplete or unanswered. */
package io.github.mpcconnect.days.read;
