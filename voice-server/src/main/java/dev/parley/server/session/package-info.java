/// One session: its mailbox, its audio chain, its reply and the gate that replies speak through.
@NullMarked
package dev.parley.server.session;

import org.jspecify.annotations.NullMarked;
