/// The `parley` command.
@NullMarked
package dev.parley.client.cli;

import org.jspecify.annotations.NullMarked;
