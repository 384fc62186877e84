package dev.parley.server.config;

/// A setting is wrong. The message is a sentence that names the setting and the remedy.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
