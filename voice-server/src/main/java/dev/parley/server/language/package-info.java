/// What a conversation has to know of languages: words, and lists of phrases.
@NullMarked
package dev.parley.server.language;

import org.jspecify.annotations.NullMarked;
