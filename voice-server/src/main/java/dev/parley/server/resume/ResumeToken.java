package dev.parley.server.resume;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What a client shows to get back to its session: the session's name and 128 random bits.
///
/// It changes with every return. The one that was used stays good until the client has shown that
/// it got the new one, since the line may break before. Owned by the session's thread.
public final class ResumeToken {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private final String session;
  private String current;
  private String former = "";

  /// The first token of a session.
  ///
  /// @param session its name, without dots
  public ResumeToken(String session) {
    this.session = session;
    this.current = next();
  }

  /// The name of the session that a token is for, whether the token is good or not.
  public static String session(String token) {
    int dot = token.indexOf('.');
    return dot < 0 ? "" : token.substring(0, dot);
  }

  /// What the client is told.
  public String value() {
    return current;
  }

  /// Whether this token opens the session.
  public boolean admits(String presented) {
    return equal(presented, current) || (!former.isEmpty() && equal(presented, former));
  }

  /// The client came back with this token: there is a new one.
  ///
  /// @param presented one that [#admits]
  public void renew(String presented) {
    former = presented;
    current = next();
  }

  /// The client has got the present token, so no other is good.
  public void confirm() {
    former = "";
  }

  private String next() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return session + "." + HexFormat.of().formatHex(secret);
  }

  /// In the same time for all texts of a length, so that nothing can be learnt from it.
  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
