/// Tests of what lets a session outlive its connection.
@NullMarked
package dev.parley.server.resume;

import org.jspecify.annotations.NullMarked;
