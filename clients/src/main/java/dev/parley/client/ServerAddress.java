package dev.parley.client;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a server listens.
///
/// @param host name or address; an IPv6 address without brackets
/// @param port 1 to 65535
/// @param encrypted whether the connection uses TLS
public record ServerAddress(String host, int port, boolean encrypted) {
  /// The port that a server takes when nobody chooses one.
  public static final int STANDARD_PORT = 50051;

  private static final Pattern FORM =
      Pattern.compile("(?:(https?)://)?(?:\\[([0-9A-Fa-f:.%]+)]|([^:/\\[\\]\\s]+))(?::(\\d+))?/?");

  /// @throws IllegalArgumentException with a sentence if the port is out of range
  public ServerAddress {
    Objects.requireNonNull(host);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("Port %d does not exist; use 1 to 65535.".formatted(port));
    }
  }

  /// Reads `host`, `host:port`, `[IPv6]:port`, or either after `https://` for TLS. The port may be
  /// left out.
  ///
  /// @throws IllegalArgumentException with a sentence if it is none of these
  public static ServerAddress parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no server address; write it as host:port, such as localhost:%d."
              .formatted(text, STANDARD_PORT));
    }
    String bracketed = matcher.group(2);
    String host = bracketed != null ? bracketed : matcher.group(3);
    return new ServerAddress(host, port(matcher.group(4)), "https".equals(matcher.group(1)));
  }

  private static int port(@Nullable String digits) {
    if (digits == null) {
      return STANDARD_PORT;
    }
    return digits.length() > 5 ? 0 : Integer.parseInt(digits);
  }

  /// `host:port`, as people write it.
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
