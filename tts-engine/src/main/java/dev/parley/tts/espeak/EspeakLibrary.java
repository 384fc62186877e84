package dev.parley.tts.espeak;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.ModelUnavailableException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// espeak-ng in this process. It is loaded once, for the life of the process, and has one state for
/// all its users, so a process-wide lock lets one thread in at a time: reading a sentence takes
/// about a millisecond. Thread-safe.
final class EspeakLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(EspeakLibrary.class);

  private static final String MODEL = "espeak-ng";

  /// What an installed library is called on Linux, macOS and Windows.
  private static final List<String> INSTALLED =
      List.of("libespeak-ng.so.1", "libespeak-ng.1.dylib", "espeak-ng.dll");

  /// Voices are files; nothing else may be opened by their name.
  private static final Pattern VOICE = Pattern.compile("[A-Za-z0-9]+([_+-][A-Za-z0-9]+)*");

  /// The library looks a character ahead, and keeps that for the next text if this one ends in an
  /// abbreviation. A blank does no harm there.
  private static final String ENDING = " \n";

  private static final ReentrantLock LOCK = new ReentrantLock();

  /// Guarded by the lock.
  private static @Nullable EspeakLibrary loaded;

  private final NativeEspeak espeak;

  /// The voice that is set; null if none is. Guarded by the lock.
  private @Nullable String current;

  private EspeakLibrary(NativeEspeak espeak) {
    this.espeak = espeak;
  }

  /// The library: what is loaded already, else the model `espeak-ng` of the store, which is pulled
  /// if it is missing, else an installed one.
  ///
  /// @throws EspeakUnavailableException if there is none that works
  static EspeakLibrary obtain(ModelStore store) {
    LOCK.lock();
    try {
      if (loaded == null) {
        loaded = load(store);
      }
      return loaded;
    } finally {
      LOCK.unlock();
    }
  }

  /// Makes sure that there is a voice.
  ///
  /// @throws EspeakUnavailableException if there is none
  void require(String voice) {
    LOCK.lock();
    try {
      choose(voice);
    } finally {
      LOCK.unlock();
    }
  }

  /// Reads a text, clause by clause.
  ///
  /// @param text without control characters and lone surrogates
  List<Reading> read(String voice, String text) {
    LOCK.lock();
    try (Arena arena = Arena.ofConfined()) {
      choose(voice);
      byte[] bytes = (text + ENDING).getBytes(UTF_8);
      MemorySegment memory = arena.allocateFrom(text + ENDING);
      MemorySegment cursor = arena.allocate(ADDRESS);
      cursor.set(ADDRESS, 0, memory);
      ClauseCutter cutter = new ClauseCutter(text);
      List<Reading> readings = new ArrayList<>();
      int done = 0;
      int character = 0;
      // Each clause takes a character at least, and the last one may be read ahead.
      for (int left = bytes.length + 1; left > 0 && done >= 0; left--) {
        String phonemes = espeak.textToPhonemes(cursor);
        long next = cursor.get(ADDRESS, 0).address();
        int read = next == 0 ? bytes.length : (int) (next - memory.address());
        character += new String(bytes, done, read - done, UTF_8).length();
        readings.add(new Reading(cutter.next(character), phonemes));
        done = next == 0 ? -1 : read;
      }
      return readings;
    } finally {
      LOCK.unlock();
    }
  }

  /// What the library said for a clause.
  ///
  /// @param phonemes IPA, with marks such as `(en)` where the language changes; may be empty
  record Reading(ClauseCutter.Clause clause, String phonemes) {}

  private void choose(String voice) {
    if (voice.equals(current)) {
      return;
    }
    current = null;
    if (!VOICE.matcher(voice).matches()
        || (espeak.setVoiceByName(voice) != NativeEspeak.OK
            && espeak.setVoiceByLanguage(voice) != NativeEspeak.OK)) {
      throw new EspeakUnavailableException(
          "espeak-ng has no voice for '%s'; use the code of a language, such as 'de' or 'en-us'."
              .formatted(voice));
    }
    current = voice;
  }

  private static EspeakLibrary load(ModelStore store) {
    List<String> failures = new ArrayList<>();
    try {
      Path archive = archiveIn(store.obtain(MODEL));
      Path cache = Path.of(System.getProperty("user.home"), ".cache", "parley", MODEL);
      EspeakFiles files =
          EspeakFiles.unpack(archive, List.of(archive.resolveSibling("unpacked"), cache));
      return load(files.library().toString(), files.data().toString());
    } catch (ModelUnavailableException e) {
      failures.add("The model cannot be had: " + e.getMessage());
    } catch (IOException e) {
      failures.add("The model cannot be unpacked: " + e.getMessage() + ".");
    } catch (IllegalArgumentException e) {
      failures.add("The model cannot be loaded: " + e.getMessage() + ".");
    }
    for (String name : INSTALLED) {
      try {
        EspeakLibrary library = load(name, null);
        LOG.atInfo().addKeyValue("library", name).log("Using the installed espeak-ng");
        return library;
      } catch (IllegalArgumentException e) {
        LOG.atDebug().addKeyValue("library", name).setCause(e).log("No installed espeak-ng");
      }
    }
    throw new EspeakUnavailableException(
        """
        This voice needs espeak-ng for its phonemes, and there is none. %s Run 'parley models pull \
        espeak-ng', or install espeak-ng with the package manager of the system."""
            .formatted(String.join(" ", failures)));
  }

  private static EspeakLibrary load(String library, @Nullable String data) {
    NativeEspeak espeak = NativeEspeak.load(library);
    if (!espeak.initialize(data)) {
      throw new IllegalArgumentException("its data are missing");
    }
    return new EspeakLibrary(espeak);
  }

  private static Path archiveIn(Path folder) throws IOException {
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.zip")) {
      for (Path archive : archives) {
        return archive;
      }
    }
    throw new IOException("there is no archive in " + folder);
  }
}
