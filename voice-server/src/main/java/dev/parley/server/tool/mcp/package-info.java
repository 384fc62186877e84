/// Tools of servers that speak the Model Context Protocol over HTTP.
@NullMarked
package dev.parley.server.tool.mcp;

import org.jspecify.annotations.NullMarked;
