package dev.parley.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OnnxRuntimeTest {

  @Test
  void runsOnTheCpuAsConfigured() {
    OnnxRuntime runtime = OnnxRuntime.start(Accelerator.CPU, 1);

    assertThat(runtime.accelerator()).isEqualTo(Accelerator.CPU);
    assertThat(runtime.reason()).isEqualTo("as configured");
    assertThat(runtime.version()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void automaticChoiceFallsBackAndSaysSo() {
    assumeNo(OrtProvider.CUDA);
    assumeNo(OrtProvider.CORE_ML);

    OnnxRuntime runtime = OnnxRuntime.start(Accelerator.AUTO, 1);

    assertThat(runtime.accelerator()).isEqualTo(Accelerator.CPU);
    assertThat(runtime.reason()).isEqualTo("'auto' found no GPU runtime");
  }

  @Test
  void namedAcceleratorThatIsMissingStopsTheStart() {
    assumeNo(OrtProvider.CUDA);

    assertThatThrownBy(() -> OnnxRuntime.start(Accelerator.CUDA, 1))
        .isInstanceOf(AcceleratorUnavailableException.class)
        .hasMessage(
            """
            The accelerator 'cuda' cannot be used: this build of ONNX Runtime does not contain it. \
            Build with 'mvn -Pcuda package' on a machine with the NVIDIA driver, CUDA and cuDNN, or \
            set the accelerator to 'auto' or 'cpu'.""");
  }

  @Test
  void readsSettings() {
    assertThat(Accelerator.of("TensorRT")).isEqualTo(Accelerator.TENSORRT);
    assertThatThrownBy(() -> Accelerator.of("npu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no accelerator 'npu'; choose one of auto, cpu, cuda, tensorrt, coreml.");
  }

  private static void assumeNo(OrtProvider provider) {
    assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(provider),
        "This build of ONNX Runtime contains " + provider);
  }
}
