/// The engines of this machine, as the commands use them without a server.
@NullMarked
package dev.parley.client.cli.local;

import org.jspecify.annotations.NullMarked;
