package dev.parley.client.cli.local;

import dev.parley.client.ServerAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--server`, for the commands that can do their work elsewhere.
public final class ServerOption {
  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      converter = AddressConverter.class,
      description = "Do it on this Parley server; https://HOST:PORT with TLS.")
  private @Nullable ServerAddress address;

  /// The server to use; absent: this process.
  public Optional<ServerAddress> address() {
    return Optional.ofNullable(address);
  }

  private static final class AddressConverter implements ITypeConverter<ServerAddress> {
    @Override
    public ServerAddress convert(String value) {
      try {
        return ServerAddress.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
