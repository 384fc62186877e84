package dev.parley.tts.espeak;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The functions of espeak-ng that Parley calls, one to one; all versions of the library have them.
///
/// Not thread-safe at all: the library keeps its state in global variables. [EspeakLibrary] sees to
/// it that one thread at a time calls.
final class NativeEspeak {
  /// What functions return when all is well.
  static final int OK = 0;

  private static final int WITHOUT_SOUND = 2;
  private static final int DO_NOT_EXIT = 1 << 15;
  private static final int TEXT_IS_UTF8 = 1;
  private static final int PHONEMES_ARE_IPA = 1 << 1;

  /// `espeak_VOICE`: three strings, of which the languages are the second, and what we leave zero.
  private static final long VOICE_BYTES = 3 * ADDRESS.byteSize() + 4 + 4 + ADDRESS.byteSize();

  private static final long VOICE_LANGUAGES = ADDRESS.byteSize();

  private final MethodHandle initialize;
  private final MethodHandle setVoiceByName;
  private final MethodHandle setVoiceByProperties;
  private final MethodHandle textToPhonemes;

  private NativeEspeak(SymbolLookup library) {
    initialize = function(library, "espeak_Initialize", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    setVoiceByName = function(library, "espeak_SetVoiceByName", ADDRESS);
    setVoiceByProperties = function(library, "espeak_SetVoiceByProperties", ADDRESS);
    textToPhonemes = text(library);
  }

  /// Loads the library for the life of the process.
  ///
  /// @param library a path, or a name that the system's loader finds
  /// @throws IllegalArgumentException if there is no such library or it is another one
  @SuppressWarnings("restricted")
  static NativeEspeak load(String library) {
    SymbolLookup symbols =
        library.contains("/") || library.contains("\\")
            ? SymbolLookup.libraryLookup(Path.of(library), Arena.global())
            : SymbolLookup.libraryLookup(library, Arena.global());
    return new NativeEspeak(symbols);
  }

  /// @param data the folder that holds `espeak-ng-data`; null for the one built into the library
  /// @return whether the data were found
  boolean initialize(@Nullable String data) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = data == null ? MemorySegment.NULL : arena.allocateFrom(data);
      return (int) initialize.invokeExact(WITHOUT_SOUND, 0, path, DO_NOT_EXIT) > 0;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// Chooses by the name of a voice file. After a failure nothing else may be asked for before a
  /// voice has been set: the library would crash.
  int setVoiceByName(String name) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) setVoiceByName.invokeExact(arena.allocateFrom(name));
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// Chooses the best voice for a language. For failures see [#setVoiceByName].
  int setVoiceByLanguage(String language) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment voice = arena.allocate(VOICE_BYTES, ADDRESS.byteAlignment());
      voice.set(ADDRESS, VOICE_LANGUAGES, arena.allocateFrom(language));
      return (int) setVoiceByProperties.invokeExact(voice);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// Reads one clause.
  ///
  /// @param cursor holds the address of UTF-8 text that ends with a zero; set behind what has been
  ///     read, to null at the end of the text
  /// @return the phonemes as IPA; empty if the clause has no sound
  @SuppressWarnings("restricted")
  String textToPhonemes(MemorySegment cursor) {
    try {
      MemorySegment phonemes =
          (MemorySegment) textToPhonemes.invokeExact(cursor, TEXT_IS_UTF8, PHONEMES_ARE_IPA);
      return phonemes.address() == 0 ? "" : phonemes.reinterpret(Long.MAX_VALUE).getString(0);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(
      SymbolLookup library, String name, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(symbol(library, name), FunctionDescriptor.of(JAVA_INT, arguments));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle text(SymbolLookup library) {
    return Linker.nativeLinker()
        .downcallHandle(
            symbol(library, "espeak_TextToPhonemes"),
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
  }

  private static MemorySegment symbol(SymbolLookup library, String name) {
    return library
        .find(name)
        .orElseThrow(() -> new IllegalArgumentException("it has no function " + name));
  }
}
