/// Language models, tested: the contract that every client keeps, and a scripted client.
@NullMarked
package dev.parley.server.llm;

import org.jspecify.annotations.NullMarked;
