@NullMarked
package dev.parley.server.tool.mcp;

import org.jspecify.annotations.NullMarked;
