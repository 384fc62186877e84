package dev.parley.tts.stream;

import dev.parley.tts.SynthesisStream;
import dev.parley.tts.script.Script;
import dev.parley.tts.ssml.SsmlReader;

/// A stream that takes SSML: it collects a document until the text is flushed or ends, reads it on
/// the writer's thread, and has it spoken. Several documents may follow each other.
final class SsmlSynthesisStream implements SynthesisStream {
  private final ChunkedSynthesisStream stream;
  private final SsmlReader reader;
  private final StringBuilder document = new StringBuilder();

  SsmlSynthesisStream(ChunkedSynthesisStream stream, SsmlReader reader) {
    this.stream = stream;
    this.reader = reader;
  }

  @Override
  public void write(String text) {
    stream.requireUnfinished();
    if (document.length() + text.length() > SsmlReader.LONGEST) {
      cancel();
      throw SsmlReader.tooLong();
    }
    document.append(text);
  }

  @Override
  public void flush() {
    stream.requireUnfinished();
    if (document.isEmpty()) {
      return;
    }
    String read = document.toString();
    document.setLength(0);
    try {
      Script script = reader.read(read);
      stream.speak(script);
    } catch (RuntimeException e) {
      cancel();
      throw e;
    }
  }

  @Override
  public void finish() throws InterruptedException {
    if (!document.isEmpty()) {
      flush();
    }
    stream.finish();
  }

  @Override
  public void cancel() {
    stream.cancel();
  }
}
