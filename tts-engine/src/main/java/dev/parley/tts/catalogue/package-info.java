/// Which voices there are, and one synthesiser for all of them that are on this machine.
@NullMarked
package dev.parley.tts.catalogue;

import org.jspecify.annotations.NullMarked;
