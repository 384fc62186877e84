package dev.parley.load.script;

import dev.parley.proto.v1.SessionConfig;
import java.util.List;

/// What a caller does in one call.
///
/// @param session the configuration of the session; the caller chooses the audio formats
/// @param reporting whether the server is told what was played, from the start
/// @param steps of which the last is a [Step.Leave]
public record Script(String name, SessionConfig session, boolean reporting, List<Step> steps) {
  public Script {
    steps = List.copyOf(steps);
  }
}
