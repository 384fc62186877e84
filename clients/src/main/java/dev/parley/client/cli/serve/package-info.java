/// `parley serve`: the server of this machine, from its configuration to its end.
@NullMarked
package dev.parley.client.cli.serve;

import org.jspecify.annotations.NullMarked;
