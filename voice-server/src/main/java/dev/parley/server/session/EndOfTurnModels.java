package dev.parley.server.session;

import dev.parley.audio.turn.EndOfTurnModel;
import dev.parley.server.llm.EndOfThought;

/// What judges whether a person who pauses has finished.
///
/// @param sound judges intonation and pace
/// @param thoughts judges the words
public record EndOfTurnModels(EndOfTurnModel sound, EndOfThought thoughts) {}
