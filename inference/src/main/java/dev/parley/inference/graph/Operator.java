package dev.parley.inference.graph;

/// An operator's domain and type.
///
/// @param domain the empty string for the operators of the ONNX standard
/// @param type the operator's name, such as `MatMul`
public record Operator(String domain, String type) {
  static final String STANDARD = "";
  static final String CONTRIBUTED = "com.microsoft";

  /// An operator of the ONNX standard, version [GraphBuilder#STANDARD_VERSION].
  public static Operator standard(String type) {
    return new Operator(STANDARD, type);
  }

  /// An operator that only ONNX Runtime has.
  public static Operator contributed(String type) {
    return new Operator(CONTRIBUTED, type);
  }
}
