package dev.parley.audio.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The `ffmpeg` program of this machine.
record FfmpegProgram(Path executable) {
  /// Containers that stand for themselves. Others, such as playlists, may name further files and
  /// addresses, which a stranger's upload must not make this machine open.
  private static final String CONTAINERS =
      "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,dsf,dts,eac3,flac,flv,gsm,matroska,webm,"
          + "mov,mp4,m4a,3gp,3g2,mj2,mp3,mpc,mpc8,mpeg,mpegts,ogg,rm,tak,tta,voc,w64,wav,wv,wtv";

  /// Looks through the folders of `path`, the value of `PATH`.
  static Optional<FfmpegProgram> find(String path) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> Stream.of(new File(folder, "ffmpeg"), new File(folder, "ffmpeg.exe")))
        .filter(program -> program.isFile() && program.canExecute())
        .findFirst()
        .map(program -> new FfmpegProgram(program.toPath()));
  }

  /// Starts decoding the first audio track of `file` to a WAV stream on standard output.
  Process start(Path file) throws IOException {
    return new ProcessBuilder(
            executable.toString(),
            "-nostdin",
            "-hide_banner",
            "-nostats",
            "-loglevel",
            "info",
            "-protocol_whitelist",
            "file",
            "-format_whitelist",
            CONTAINERS,
            "-i",
            "file:" + file.toAbsolutePath(),
            "-map",
            "0:a:0",
            "-c:a",
            "pcm_f32le",
            "-f",
            "wav",
            "pipe:1")
        .start();
  }
}
