package dev.parley.load.manners;

import java.io.IOException;

/// One question about a server's manners.
interface Experiment {
  /// Asks it.
  ///
  /// @return the answer, for a row of the report
  Finding run(Stage stage) throws IOException, InterruptedException;

  /// The answer.
  ///
  /// @param what was done, and how often
  /// @param result in words
  /// @param times in milliseconds, for which the row has a column; may say that there are none
  record Finding(String what, String result, String times) {}
}
