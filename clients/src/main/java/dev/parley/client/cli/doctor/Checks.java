package dev.parley.client.cli.doctor;

import dev.parley.audio.PcmFormat;
import dev.parley.client.audio.Microphone;
import dev.parley.client.audio.SoundDeviceException;
import dev.parley.client.audio.SpeakerSink;
import dev.parley.client.cli.terminal.Sentences;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.StoredModel;
import dev.parley.server.config.ConfigLoader;
import dev.parley.server.config.ServerConfig;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The checks, in the order in which a beginner meets what they are about.
public final class Checks {
  private static final int JDK = 25;
  private static final double GIGABYTE = 1e9;
  private static final double LITTLE_MEMORY = 2e9;
  private static final PcmFormat REPLY = new PcmFormat(24_000);

  private Checks() {}

  /// Runs all checks.
  public static List<Finding> all() {
    return Stream.<Supplier<Finding>>of(
            Checks::jdk,
            Checks::machine,
            Checks::inference,
            Checks::models,
            Checks::folder,
            Checks::pip,
            Checks::port,
            Checks::ffmpeg,
            Checks::microphone,
            Checks::loudspeaker)
        .map(Supplier::get)
        .toList();
  }

  private static Finding jdk() {
    String text = Runtime.version() + " in " + System.getProperty("java.home");
    return Runtime.version().feature() >= JDK
        ? Finding.ok("JDK", text)
        : Finding.fail("JDK", text + "; install JDK " + JDK + " or newer.");
  }

  private static Finding machine() {
    int processors = Runtime.getRuntime().availableProcessors();
    if (!(ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system)) {
      return Finding.ok("machine", processors + " processors");
    }
    long memory = system.getTotalMemorySize();
    String text =
        String.format(
            Locale.ROOT,
            "%d processors, %.1f GB of memory, %.1f GB of it for Java",
            processors,
            memory / GIGABYTE,
            Runtime.getRuntime().maxMemory() / GIGABYTE);
    return memory < LITTLE_MEMORY
        ? Finding.warn("machine", text + "; Parley wants 2 GB.")
        : Finding.ok("machine", text);
  }

  private static Finding inference() {
    try {
      OnnxRuntime runtime = OnnxRuntime.start(Accelerator.AUTO);
      return Finding.ok(
          "inference",
          "ONNX Runtime %s on %s (%s)"
              .formatted(runtime.version(), runtime.accelerator(), runtime.reason()));
    } catch (RuntimeException | LinkageError e) {
      return Finding.fail(
          "inference",
          "ONNX Runtime does not start: %s Use Linux or macOS on x86-64 or arm64 with glibc."
              .formatted(Sentences.of(e)));
    }
  }

  private static Finding models() {
    List<StoredModel> needed =
        ModelStore.standard().list().stream().filter(StoredModel::inDefaultSet).toList();
    String missing =
        needed.stream()
            .filter(model -> !model.present())
            .map(StoredModel::name)
            .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? Finding.ok("models", "all %d that are needed are here".formatted(needed.size()))
        : Finding.warn(
            "models",
            "missing: %s; they are pulled when needed, or now by 'parley models pull'."
                .formatted(missing));
  }

  private static Finding folder() {
    Path folder = ModelStore.standard().folder();
    Path existing = folder;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing)
        ? Finding.ok("model folder", folder.toString())
        : Finding.warn(
            "model folder",
            "%s cannot be written; make it writable or set PARLEY_MODELS to another folder."
                .formatted(folder));
  }

  private static Finding pip() {
    return program("pip", "pip3", "python3")
        .map(path -> Finding.ok("pip", path.toString()))
        .orElseGet(
            () ->
                Finding.warn(
                    "pip",
                    "not found; install Python's pip if the Hugging Face hub cannot be reached."));
  }

  private static Finding port() {
    ServerConfig.GrpcSettings grpc;
    try {
      grpc = new ConfigLoader(System.getenv()).load(Optional.empty()).grpc();
    } catch (RuntimeException e) {
      return Finding.fail("configuration", Sentences.of(e));
    }
    String place = grpc.address() + ":" + grpc.port();
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(grpc.address()), grpc.port()));
      return Finding.ok("port", place + " is free for the server");
    } catch (IOException e) {
      return Finding.warn(
          "port",
          "%s cannot be opened (%s); stop what uses it, or set PARLEY_GRPC_PORT to another one."
              .formatted(place, e.getMessage()));
    }
  }

  private static Finding ffmpeg() {
    return program("ffmpeg")
        .map(path -> Finding.ok("ffmpeg", path.toString()))
        .orElseGet(
            () ->
                Finding.warn(
                    "ffmpeg", "not found; install it to read video and rarer audio formats."));
  }

  private static Finding microphone() {
    try (Microphone _ = Microphone.open(PcmFormat.SPEECH)) {
      return Finding.ok("microphone", "opens");
    } catch (SoundDeviceException e) {
      return Finding.warn(
          "microphone", "cannot be opened; connect one, or use 'parley talk --input FILE'.");
    }
  }

  private static Finding loudspeaker() {
    try (SpeakerSink _ = SpeakerSink.open(REPLY)) {
      return Finding.ok("loudspeaker", "opens");
    } catch (SoundDeviceException e) {
      return Finding.warn(
          "loudspeaker", "cannot be opened; connect one, or use 'parley speak --output FILE'.");
    }
  }

  private static Optional<Path> program(String... names) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
