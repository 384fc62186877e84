/// The rules of a conversation: a pure state machine without threads, clocks or input and output.
@NullMarked
package dev.parley.server.conversation;

import org.jspecify.annotations.NullMarked;
