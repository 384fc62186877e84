/// Audio files: any common container in, WAV out.
///
/// The container is told by its content. WAV and FLAC are read here, MP3, Vorbis and Opus by
/// libraries, everything else by the `ffmpeg` program if there is one.
@NullMarked
package dev.parley.audio.file;

import org.jspecify.annotations.NullMarked;
