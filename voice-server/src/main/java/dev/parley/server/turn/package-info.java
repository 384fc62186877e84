/// End of turn: whether a person who pauses has finished, from the sound and from the words. Pure
/// rules; the session asks the models and keeps the time.
@NullMarked
package dev.parley.server.turn;

import org.jspecify.annotations.NullMarked;
