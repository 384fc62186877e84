package dev.parley.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEnvironment.ThreadingOptions;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process-wide ONNX Runtime: one environment, one pool of compute threads, one accelerator.
///
/// ONNX Runtime has a single environment per process. The first [#start] decides the size of the
/// pool; a later one gets the same environment and may only choose another accelerator.
public final class OnnxRuntime {
  private static final Logger log = LoggerFactory.getLogger(OnnxRuntime.class);

  /// In the order in which [Accelerator#AUTO] prefers them.
  private static final List<Accelerator> ACCELERATORS =
      List.of(Accelerator.TENSORRT, Accelerator.CUDA, Accelerator.COREML);

  private final OrtEnvironment environment;
  private final Accelerator accelerator;
  private final String reason;

  private OnnxRuntime(OrtEnvironment environment, Accelerator accelerator, String reason) {
    this.environment = environment;
    this.accelerator = accelerator;
    this.reason = reason;
  }

  /// Starts with one compute thread per processor.
  ///
  /// @throws AcceleratorUnavailableException if an accelerator asked for by name cannot be used
  public static OnnxRuntime start(Accelerator wanted) {
    return start(wanted, Runtime.getRuntime().availableProcessors());
  }

  /// @param threads the threads that compute a run, the calling one included
  /// @throws AcceleratorUnavailableException if an accelerator asked for by name cannot be used
  public static OnnxRuntime start(Accelerator wanted, int threads) {
    OrtEnvironment environment = ProcessEnvironment.get(threads);
    return switch (wanted) {
      case CPU -> new OnnxRuntime(environment, Accelerator.CPU, "as configured");
      case CUDA, TENSORRT, COREML -> named(environment, wanted);
      case AUTO -> automatic(environment);
    };
  }

  /// The accelerator in use, never [Accelerator#AUTO].
  public Accelerator accelerator() {
    return accelerator;
  }

  /// Why that accelerator, for the start-up report: `as configured`, or what was missing.
  public String reason() {
    return reason;
  }

  /// The version of the native library.
  public String version() {
    return environment.getVersion();
  }

  /// Loads a model file; external data is looked up beside it.
  ///
  /// @throws InferenceException if the file is no model that this runtime can run
  public OnnxModel load(Path file, ModelOptions options) {
    String name = String.valueOf(file.getFileName());
    try (SessionOptions session = sessionOptions(options)) {
      return new OnnxModel(name, environment.createSession(file.toString(), session));
    } catch (OrtException e) {
      throw new InferenceException("The model " + file + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  /// Loads a model from memory.
  ///
  /// @param name what messages call it
  public OnnxModel load(String name, byte[] model, ModelOptions options) {
    try (SessionOptions session = sessionOptions(options)) {
      return new OnnxModel(name, environment.createSession(model, session));
    } catch (OrtException e) {
      throw new InferenceException("The model " + name + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  private SessionOptions sessionOptions(ModelOptions options) throws OrtException {
    SessionOptions session = new SessionOptions();
    session.setOptimizationLevel(OptLevel.ALL_OPT);
    session.setExecutionMode(ExecutionMode.SEQUENTIAL);
    session.setInterOpNumThreads(1);
    // It plans the memory of each shape of input, of which speech has as many as lengths.
    session.setMemoryPatternOptimization(false);
    session.addConfigEntry("session.set_denormal_as_zero", "1");
    switch (options.threading()) {
      case SHARED_POOL -> session.disablePerSessionThreads();
      case CALLING_THREAD -> session.setIntraOpNumThreads(1);
    }
    switch (options.weights()) {
      case AS_STORED -> {}
      // With that, ONNX Runtime computes what DequantizeLinear makes of a constant when it loads.
      case FLOAT32 -> session.addConfigEntry("session.disable_quant_qdq", "1");
    }
    switch (options.placement()) {
      case ACCELERATOR -> addProvider(session, accelerator);
      case CPU -> {}
    }
    return session;
  }

  private static void addProvider(SessionOptions session, Accelerator accelerator)
      throws OrtException {
    switch (accelerator) {
      case CUDA -> session.addCUDA(0);
      case TENSORRT -> {
        session.addTensorrt(0);
        session.addCUDA(0);
      }
      case COREML -> session.addCoreML();
      case CPU, AUTO -> {}
    }
  }

  private static OnnxRuntime named(OrtEnvironment environment, Accelerator wanted) {
    try {
      probe(wanted);
      return new OnnxRuntime(environment, wanted, "as configured");
    } catch (OrtException | UnsupportedOperationException e) {
      throw new AcceleratorUnavailableException(
          "The accelerator '%s' cannot be used: %s. %s, or set the accelerator to 'auto' or 'cpu'."
              .formatted(wanted, firstLine(e), remedy(wanted)),
          e);
    }
  }

  private static OnnxRuntime automatic(OrtEnvironment environment) {
    for (Accelerator candidate : ACCELERATORS) {
      if (!OrtEnvironment.getAvailableProviders().contains(provider(candidate))) {
        continue;
      }
      try {
        probe(candidate);
        return new OnnxRuntime(environment, candidate, "found by 'auto'");
      } catch (OrtException | UnsupportedOperationException e) {
        log.warn("Accelerator {} is built in but does not work: {}", candidate, firstLine(e));
      }
    }
    return new OnnxRuntime(environment, Accelerator.CPU, "'auto' found no GPU runtime");
  }

  private static void probe(Accelerator candidate) throws OrtException {
    if (!OrtEnvironment.getAvailableProviders().contains(provider(candidate))) {
      throw new UnsupportedOperationException("this build of ONNX Runtime does not contain it");
    }
    try (SessionOptions session = new SessionOptions()) {
      addProvider(session, candidate);
    }
  }

  private static OrtProvider provider(Accelerator accelerator) {
    return switch (accelerator) {
      case CPU, AUTO -> OrtProvider.CPU;
      case CUDA -> OrtProvider.CUDA;
      case TENSORRT -> OrtProvider.TENSOR_RT;
      case COREML -> OrtProvider.CORE_ML;
    };
  }

  private static String remedy(Accelerator accelerator) {
    return switch (accelerator) {
      case CUDA, TENSORRT ->
          "Build with 'mvn -Pcuda package' on a machine with the NVIDIA driver, CUDA and cuDNN";
      case COREML -> "Run on a Mac";
      case CPU, AUTO -> "Nothing is needed";
    };
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  /// Holds the environment, because ONNX Runtime accepts threading options only once a process.
  private static final class ProcessEnvironment {
    /// ONNX Runtime 1.29 matches the process's command line with a recursive regular expression
    /// when it starts: some 200 bytes of stack a character. A command line of many files overflows
    /// an ordinary stack, which kills the process without a word. The memory is only reserved.
    private static final long STACK_BYTES = 512L << 20;

    private static @Nullable OrtEnvironment environment;

    static synchronized OrtEnvironment get(int threads) {
      if (environment == null) {
        environment = startOnLargeStack(threads);
      }
      return environment;
    }

    private static OrtEnvironment startOnLargeStack(int threads) {
      FutureTask<OrtEnvironment> start = new FutureTask<>(() -> create(threads));
      new Thread(null, start, "onnxruntime-start", STACK_BYTES).start();
      try {
        return start.get();
      } catch (ExecutionException e) {
        throw new InferenceException("ONNX Runtime could not start.", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InferenceException("Starting ONNX Runtime was interrupted.", e);
      }
    }

    private static OrtEnvironment create(int threads) throws OrtException {
      Telemetry.disable();
      // Spinning burns a core after each run, which the voice and the language model need.
      try (ThreadingOptions options = new ThreadingOptions()) {
        options.setGlobalIntraOpNumThreads(threads);
        options.setGlobalInterOpNumThreads(1);
        options.setGlobalSpinControl(false);
        options.setGlobalDenormalAsZero();
        return OrtEnvironment.getEnvironment(
            OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "parley", options);
      }
    }
  }
}
