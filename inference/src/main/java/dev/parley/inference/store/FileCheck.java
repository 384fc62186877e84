package dev.parley.inference.store;

/// What [ModelStore#verify] found about one file.
///
/// @param model the model that the file belongs to
/// @param file the name of the file in the model's folder
/// @param condition whether it can be used
/// @param detail the size of a good file, else a clause that says what is wrong
public record FileCheck(String model, String file, Condition condition, String detail) {

  /// Whether a file can be used.
  public enum Condition {
    /// All bytes are there and have the checksum of the manifest.
    GOOD,
    /// There is no such file.
    MISSING,
    /// The size or the checksum is another one, or the file cannot be read.
    DAMAGED
  }
}
