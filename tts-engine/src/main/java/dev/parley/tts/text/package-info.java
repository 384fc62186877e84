/// Written text on its way to the voice: cut into pieces that can be spoken at once, freed of what
/// is only for the eye.
@NullMarked
package dev.parley.tts.text;

import org.jspecify.annotations.NullMarked;
