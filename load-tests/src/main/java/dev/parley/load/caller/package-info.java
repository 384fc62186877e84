/// A caller that talks to a server in real time, keeps all that is said on both sides on one time
/// line, and tells what of it breaks the rules of a conversation.
@NullMarked
package dev.parley.load.caller;

import org.jspecify.annotations.NullMarked;
