/// Anthropic's Claude models.
@NullMarked
package dev.parley.server.llm.anthropic;

import org.jspecify.annotations.NullMarked;
