package dev.parley.audio.turn;

import java.time.Duration;

/// What an [EndOfTurnPredictor] makes of a pause.
///
/// @param probability that the speaker has finished, 0 to 1
/// @param inference how long the model computed; waiting for a thread is not counted
public record EndOfTurnPrediction(float probability, Duration inference) {}
