/// Where a client's audio comes from and goes to: files, microphone, loudspeaker, and the pace.
@NullMarked
package dev.parley.client.audio;

import org.jspecify.annotations.NullMarked;
