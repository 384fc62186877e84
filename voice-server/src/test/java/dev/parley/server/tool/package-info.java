@NullMarked
package dev.parley.server.tool;

import org.jspecify.annotations.NullMarked;
