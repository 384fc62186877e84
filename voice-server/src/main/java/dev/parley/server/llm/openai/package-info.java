/// Language models behind OpenAI's Chat Completions interface, which most servers speak.
@NullMarked
package dev.parley.server.llm.openai;

import org.jspecify.annotations.NullMarked;
