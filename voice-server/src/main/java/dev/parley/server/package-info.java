/// The voice server: sessions, the conversation, language models and the doors.
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
