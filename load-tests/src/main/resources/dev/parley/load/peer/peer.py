"""Another recogniser, voice or detector of speech, or the scoring of transcripts, for `parley bench`.

Reads one JSON object a line, answers one a line. The first answer says what runs, or in a sentence why nothing does.
Ends with its input, whatever it is doing.

  peer.py faster-whisper MODEL --beam B --threads T [--workers W]
  peer.py whisper.cpp GGML --threads T
      {"file": raw float32 samples of 16 kHz, "language": code or null}
          -> {"text": str, "seconds": float}
      {"files": [{"file": ..., "language": ...}, ...]}, which are transcribed by W workers at once
          -> {"texts": [str, ...], "seconds": float of all}
  peer.py hibari-tts --threads T
  peer.py piper-tts VOICE --threads T
  peer.py kokoro-onnx NETWORK --voices FILE --voice NAME --threads T
      {"text": str, "file": where to write the audio as raw float32}
          -> {"first": float, "seconds": float, "rate": int}, seconds from the text to the first and to all audio
      {"phonemes": text}, for hibari-tts only
          -> {"phonemes": str}
  peer.py silero-vad
      {"file": raw float32 samples of 16 kHz}
          -> {"speech": [[start, end], ...]} in seconds
  peer.py score
      {"reference": str, "text": str, "language": code}
          -> {"words": words of the reference, "errors": int, "extra": words where the reference is empty,
              "spelling": errors that are a matter of blanks, hyphens and marks, such as "touch tone" and "touchtone"}
"""
import argparse
import asyncio
import concurrent.futures
import importlib.util
import itertools
import json
import os
import queue
import struct
import sys
import threading
import time


def answer(value):
    real_out.write(json.dumps(value) + "\n")
    real_out.flush()


def read_lines():
    for line in sys.stdin:
        lines.put(line)
    # Nobody is left to answer. What other threads compute may take minutes and has no other end.
    os._exit(0)


def requests():
    while True:
        yield json.loads(lines.get())


def need(module, package):
    try:
        return __import__(module)
    except ImportError:
        answer({"error": f"Python at {sys.executable} lacks {package}; run '{sys.executable} -m pip install {package}'"
                         " or name another interpreter with --python."})
        sys.exit(0)


def read_samples(path):
    import numpy
    return numpy.fromfile(path, numpy.float32)


def recogniser_faster_whisper(options):
    package = need("faster_whisper", "faster-whisper")
    workers = options.workers
    model = package.WhisperModel(options.model, device="cpu", compute_type="int8", num_workers=workers,
                                 cpu_threads=max(1, options.threads // workers))

    def transcribe(samples, language):
        segments, _ = model.transcribe(samples, language=language, beam_size=options.beam,
                                       condition_on_previous_text=False)
        return " ".join(segment.text.strip() for segment in segments)

    return f"faster-whisper {package.__version__} int8 beam {options.beam}", transcribe


def ggml_type(path):
    with open(path, "rb") as file:
        number = struct.unpack("<12i", file.read(48))[-1] % 1000
    return {0: "f32", 1: "f16", 2: "q4_0", 3: "q4_1", 7: "q8_0", 8: "q5_0", 9: "q5_1"}.get(number, f"type {number}")


def recogniser_whisper_cpp(options):
    need("pywhispercpp", "pywhispercpp")
    from pywhispercpp.model import Model
    # Its own defaults are those of faster-whisper for greedy search and for second attempts at higher temperatures,
    # but for these: signs that are no speech are allowed, and a graphics processor is used.
    model = Model(options.model, n_threads=options.threads, print_progress=False, print_realtime=False,
                  redirect_whispercpp_logs_to=None, suppress_nst=True, context_params={"use_gpu": False})
    from importlib.metadata import version

    def transcribe(samples, language):
        return " ".join(segment.text.strip() for segment in model.transcribe(samples, language=language or "auto"))

    return f"whisper.cpp (pywhispercpp {version('pywhispercpp')}) {ggml_type(options.model)} greedy", transcribe


def recognise(options, name, transcribe):
    answer({"ready": name})
    pool = concurrent.futures.ThreadPoolExecutor(options.workers)
    for request in requests():
        if "files" in request:
            inputs = [(read_samples(item["file"]), item["language"]) for item in request["files"]]
            start = time.perf_counter()
            texts = list(pool.map(lambda item: transcribe(*item), inputs))
            answer({"texts": texts, "seconds": time.perf_counter() - start})
        else:
            samples = read_samples(request["file"])
            start = time.perf_counter()
            text = transcribe(samples, request["language"])
            answer({"text": text, "seconds": time.perf_counter() - start})


def voice_hibari(options):
    package = need("hibari", "hibari-tts")
    voice = package.Hibari(threads=options.threads)
    # It works twice as fast with scipy, which it takes if it is there.
    fast = " with scipy" if importlib.util.find_spec("scipy") else ""

    def phonemes(text):
        return " ".join(voice.phonemize(text))

    return f"hibari-tts {package.__version__}{fast}", voice.sample_rate, voice.stream, phonemes


def voice_piper(options):
    package = need("piper", "piper-tts")
    import onnxruntime
    from importlib.metadata import version
    voice = package.PiperVoice.load(options.model)
    # It loads the network with as many threads as there are processors.
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options.threads
    voice.session = onnxruntime.InferenceSession(options.model, settings, providers=["CPUExecutionProvider"])

    def stream(text):
        return (chunk.audio_float_array for chunk in voice.synthesize(text))

    name = os.path.splitext(os.path.basename(options.model))[0]
    return f"piper-tts {version('piper-tts')} {name}", voice.config.sample_rate, stream, None


def voice_kokoro(options):
    package = need("kokoro_onnx", "kokoro-onnx")
    import onnxruntime
    from importlib.metadata import version
    # Left to itself it loads the network with as many threads as there are processors.
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options.threads
    session = onnxruntime.InferenceSession(options.model, settings, providers=["CPUExecutionProvider"])
    kokoro = package.Kokoro.from_session(session, options.voices)
    name = options.voice
    if name not in kokoro.get_voices():
        answer({"error": f"{options.voices} has no voice '{name}'; choose one of Kokoro's with --voice,"
                         " or another file with --kokoro-voices."})
        sys.exit(0)
    language = "en-gb" if name.startswith("b") else "en-us"
    loop = asyncio.new_event_loop()

    def stream(text):
        pieces = kokoro.create_stream(text, voice=name, lang=language)
        while True:
            try:
                samples, _ = loop.run_until_complete(pieces.__anext__())
            except StopAsyncIteration:
                return
            yield samples

    return f"kokoro-onnx {version('kokoro-onnx')} {name}", package.SAMPLE_RATE, stream, None


def speak(name, rate, stream, phonemes):
    import numpy
    answer({"ready": name})
    for request in requests():
        if "phonemes" in request:
            answer({"phonemes": phonemes(request["phonemes"])})
            continue
        start = time.perf_counter()
        first = None
        pieces = [numpy.zeros(0, numpy.float32)]
        for piece in stream(request["text"]):
            first = first or time.perf_counter() - start
            pieces.append(piece)
        seconds = time.perf_counter() - start
        numpy.concatenate(pieces).astype(numpy.float32).tofile(request["file"])
        answer({"first": first or seconds, "seconds": seconds, "rate": rate})


def detect():
    package = need("silero_vad", "silero-vad")
    need("onnxruntime", "onnxruntime")
    import torch
    from importlib.metadata import version
    model = package.load_silero_vad(onnx=True)
    answer({"ready": f"silero-vad {version('silero-vad')}"})
    for request in requests():
        samples = torch.from_numpy(read_samples(request["file"]))
        # Its answer in seconds would be rounded to tenths.
        found = package.get_speech_timestamps(samples, model, sampling_rate=16000)
        answer({"speech": [[one["start"] / 16000, one["end"] / 16000] for one in found]})


def letters(words):
    return "".join(character for word in words for character in word if character.isalnum())


def spelling(measures):
    """The errors in stretches of wrong words whose letters are right."""
    reference, text = measures.references[0], measures.hypotheses[0]
    count = 0
    for wrong, chunks in itertools.groupby(measures.alignments[0], key=lambda chunk: chunk.type != "equal"):
        chunks = list(chunks)
        said = reference[chunks[0].ref_start_idx:chunks[-1].ref_end_idx]
        heard = text[chunks[0].hyp_start_idx:chunks[-1].hyp_end_idx]
        if wrong and letters(said) == letters(heard):
            count += sum(max(chunk.ref_end_idx - chunk.ref_start_idx, chunk.hyp_end_idx - chunk.hyp_start_idx)
                         for chunk in chunks)
    return count


def score():
    jiwer = need("jiwer", "jiwer")
    need("whisper_normalizer", "whisper-normalizer")
    from whisper_normalizer.basic import BasicTextNormalizer
    from whisper_normalizer.english import EnglishTextNormalizer
    english, other = EnglishTextNormalizer(), BasicTextNormalizer()
    characters = BasicTextNormalizer(split_letters=True)
    answer({"ready": "jiwer"})
    for request in requests():
        language = request["language"] or "en"
        normalise = english if language.startswith("en") else characters if language[:2] in ("zh", "ja") else other
        reference, text = normalise(request["reference"]), normalise(request["text"])
        if reference:
            measures = jiwer.process_words(reference, text)
            errors = measures.substitutions + measures.deletions + measures.insertions
            answer({"words": len(reference.split()), "errors": errors, "extra": 0, "spelling": spelling(measures)})
        else:
            answer({"words": 0, "errors": 0, "extra": len(text.split()), "spelling": 0})


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("engine", choices=("faster-whisper", "whisper.cpp", "hibari-tts", "piper-tts", "kokoro-onnx",
                                                  "silero-vad", "score"))
    arguments.add_argument("model", nargs="?", default="")
    arguments.add_argument("--beam", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--workers", type=int, default=1)
    arguments.add_argument("--voices", default="")
    arguments.add_argument("--voice", default="")
    options = arguments.parse_args()
    if options.engine == "score":
        score()
    elif options.engine == "silero-vad":
        detect()
    elif options.engine == "hibari-tts":
        speak(*voice_hibari(options))
    elif options.engine == "piper-tts":
        speak(*voice_piper(options))
    elif options.engine == "kokoro-onnx":
        speak(*voice_kokoro(options))
    elif options.engine == "faster-whisper":
        recognise(options, *recogniser_faster_whisper(options))
    else:
        recognise(options, *recogniser_whisper_cpp(options))


# Libraries print what they like; only answers may reach the reader.
real_out, sys.stdout = sys.stdout, sys.stderr
lines = queue.SimpleQueue()
threading.Thread(target=read_lines, daemon=True).start()
try:
    main()
except Exception as e:
    answer({"error": f"{' '.join(sys.argv[1:2])} in Python failed: {type(e).__name__}: {e}."})
finally:
    # Python would crash over the thread that still reads.
    os._exit(0)
