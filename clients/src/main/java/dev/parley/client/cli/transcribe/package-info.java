/// `parley transcribe`: files to text, in-process or on a server.
@NullMarked
package dev.parley.client.cli.transcribe;

import org.jspecify.annotations.NullMarked;
