/// `parley talk`: a live conversation in the terminal.
@NullMarked
package dev.parley.client.cli.talk;

import org.jspecify.annotations.NullMarked;
