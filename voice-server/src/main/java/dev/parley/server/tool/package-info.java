/// Tools that the language model may call: of the client over the session's stream, and of servers
/// that this one knows.
@NullMarked
package dev.parley.server.tool;

import org.jspecify.annotations.NullMarked;
