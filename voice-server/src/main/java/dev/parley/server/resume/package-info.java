/// What lets a session outlive its connection: the line to the client, the messages that may
/// have to be sent again, and the token that proves who comes back.
@NullMarked
package dev.parley.server.resume;

import org.jspecify.annotations.NullMarked;
