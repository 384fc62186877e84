/// The OpenAI-compatible client, tested against a server that speaks the real wire.
@NullMarked
package dev.parley.server.llm.openai;

import org.jspecify.annotations.NullMarked;
