package dev.parley.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Runs the launcher script on a made-up project with made-up JDKs.
@Tag("unit")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
  private record Outcome(int status, String out, String err) {}

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void copyLauncher() throws IOException {
    root = Files.createDirectories(folder.resolve("a project"));
    Path launcher = Path.of("..", "parley").toAbsolutePath().normalize();
    Files.copy(launcher, root.resolve("parley"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(root.resolve("clients/src/main/java"));
    Files.writeString(root.resolve("pom.xml"), "");
  }

  @Test
  void findsAJdkThatIsNewEnough() throws Exception {
    Path old = jdk("old jdk", "17.0.2");
    Path young = jdk("young jdk", "25.0.1");

    assertThat(run(List.of("--jdk"), Map.of("JAVA_HOME", young.toString())).out())
        .isEqualTo(young + "\n");
    Outcome refused = run(List.of("--jdk"), Map.of("PARLEY_JAVA_HOME", old.toString()));
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("is no JDK 25 or newer; correct or unset it.");
  }

  @Test
  void findsTheSiblingOfAnOldJdkOnThePath() throws Exception {
    Path old = jdk("jvm/old", "17.0.2");
    Path young = jdk("jvm/young", "26");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), old.resolve("bin/java"));

    assertThat(run(List.of("--jdk"), Map.of("PATH", bin + ":/usr/bin:/bin")).out())
        .isEqualTo(young + "\n");
  }

  @Test
  void passesArgumentsAndStatusThroughLinksAndBlanks() throws Exception {
    built();
    Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("parley"));

    Outcome outcome =
        run(
            link,
            List.of("speak", "two words", "*"),
            Map.of("JAVA_HOME", jdk("jdk", "25").toString()));

    assertThat(outcome.status()).isEqualTo(7);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("[--enable-native-access=ALL-UNNAMED]")
        .endsWith("[dev.parley.client.cli.Parley][speak][two words][*]\n");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("few programs"));
    for (String program : List.of("dirname", "readlink", "find", "head", "mkdir", "rm")) {
      Path real = Path.of("/usr/bin", program);
      Files.createSymbolicLink(
          bin.resolve(program), Files.exists(real) ? real : Path.of("/bin", program));
    }

    Outcome outcome =
        run(
            List.of("doctor"),
            Map.of("JAVA_HOME", jdk("jdk", "25").toString(), "PATH", bin.toString()));

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("found no Maven; install Maven").hasLineCount(1);
  }

  @Test
  void buildsOnceAndShowsTheMessagesOfABuildThatFails() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("maven"));
    Map<String, String> environment =
        Map.of("JAVA_HOME", jdk("jdk", "25").toString(), "PATH", bin + ":/usr/bin:/bin");
    script(bin.resolve("mvn"), "echo 'cannot compile'; exit 1");

    Outcome failed = run(List.of("doctor"), environment);
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err())
        .contains("Building Parley (once)…\n", "cannot compile", "build failed");
    assertThat(root.resolve("target/parley.lock")).doesNotExist();

    script(bin.resolve("mvn"), "mkdir -p clients/target/parley/lib");
    assertThat(run(List.of("doctor"), environment).err()).isEqualTo("Building Parley (once)…\n");
    assertThat(run(List.of("doctor"), environment).err()).isEmpty();
  }

  private void built() throws IOException {
    Files.createDirectories(root.resolve("clients/target/parley/lib"));
    Files.writeString(root.resolve("clients/target/parley/built"), "");
  }

  /// A JDK whose java prints its arguments and exits with 7.
  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(home.resolve("bin/java"), "printf '[%s]' \"$@\"; echo; exit 7");
    script(home.resolve("bin/javac"), "exit 1");
    return home;
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Outcome run(List<String> arguments, Map<String, String> environment) throws Exception {
    return run(root.resolve("parley"), arguments, environment);
  }

  private Outcome run(Path launcher, List<String> arguments, Map<String, String> environment)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    Path err = Files.createTempFile(folder, "err", "");
    builder.redirectError(err.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, Files.readString(err));
  }
}
