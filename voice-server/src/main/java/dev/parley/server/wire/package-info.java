/// Between the domain and the wire: the table of errors, and settings read from messages.
@NullMarked
package dev.parley.server.wire;

import org.jspecify.annotations.NullMarked;
