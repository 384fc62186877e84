/// `parley speak`: text to speech, in-process or on a server.
@NullMarked
package dev.parley.client.cli.speak;

import org.jspecify.annotations.NullMarked;
