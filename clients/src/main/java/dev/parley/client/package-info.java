/// The Java client library of a Parley server.
@NullMarked
package dev.parley.client;

import org.jspecify.annotations.NullMarked;
