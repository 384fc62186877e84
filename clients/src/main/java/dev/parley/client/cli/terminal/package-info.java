/// What the user sees: results on standard output, notes and progress on standard error.
@NullMarked
package dev.parley.client.cli.terminal;

import org.jspecify.annotations.NullMarked;
