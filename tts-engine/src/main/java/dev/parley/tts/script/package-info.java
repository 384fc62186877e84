/// A document that has been read: what is said, in which voice and how, and where that stands in
/// the document.
@NullMarked
package dev.parley.tts.script;

import org.jspecify.annotations.NullMarked;
