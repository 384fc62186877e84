/// Recognition streams: when audio is decoded, what of the result is certain, and who hears of it.
@NullMarked
package dev.parley.asr.stream;

import org.jspecify.annotations.NullMarked;
