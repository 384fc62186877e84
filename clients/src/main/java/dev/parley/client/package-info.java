/// The Java client library of a Parley server: conversations, transcription and speech over gRPC.
///
/// Start with [VoiceClient]. Messages are the generated ones of `proto/parley/v1`, not a second set
/// of types: the wire contract is the vocabulary that server, clients and documentation share, and
/// `switch` on its message cases is as good as on records.
@NullMarked
package dev.parley.client;

import org.jspecify.annotations.NullMarked;
