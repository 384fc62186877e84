/// Google's Gemini models.
@NullMarked
package dev.parley.server.llm.gemini;

import org.jspecify.annotations.NullMarked;
