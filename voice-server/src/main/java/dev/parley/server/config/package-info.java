/// The configuration of a server: a tree of validated records, read once.
@NullMarked
package dev.parley.server.config;

import org.jspecify.annotations.NullMarked;
