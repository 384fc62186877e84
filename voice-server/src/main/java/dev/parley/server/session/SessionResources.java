package dev.parley.server.session;

import dev.parley.asr.SpeechRecognizer;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.server.wire.SettingsReader;
import java.time.Duration;

/// What all sessions of a server share.
///
/// @param recognizer hears
/// @param voiceActivity tells speech from silence
/// @param endOfTurn tells pauses from the ends of turns
/// @param replies thinks and speaks
/// @param settings reads what clients configure
/// @param clock the time that sessions live by
/// @param idle how long a session lives without a message of its client
/// @param resumeWindow how long a session waits for a client whose line broke; zero: not at all
public record SessionResources(
    SpeechRecognizer recognizer,
    VoiceActivityModel voiceActivity,
    EndOfTurnModels endOfTurn,
    Replies replies,
    SettingsReader settings,
    SessionClock clock,
    Duration idle,
    Duration resumeWindow) {}
