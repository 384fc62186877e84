/// What the clients of language models behind a network share.
@NullMarked
package dev.parley.server.llm.remote;

import org.jspecify.annotations.NullMarked;
