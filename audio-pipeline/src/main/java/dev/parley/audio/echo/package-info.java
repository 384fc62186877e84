/// Echo: telling what a loudspeaker brings back from what a person says.
@NullMarked
package dev.parley.audio.echo;

import org.jspecify.annotations.NullMarked;
