package dev.parley.client.cli.terminal;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the signals that end a process away from the JVM.
///
/// The only interface for that is `sun.misc.Signal`, which is supported but makes the compiler
/// warn, hence reflection. Where it is missing, signals end the process as ever.
final class Signals {
  private static final Logger log = LoggerFactory.getLogger(Signals.class);
  private static final List<String> ENDING = List.of("INT", "TERM", "HUP");

  private Signals() {}

  /// @param handler gets the number of the signal, on a thread of its own
  static void handle(IntConsumer handler) {
    for (String name : ENDING) {
      try {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object object = signal.getConstructor(String.class).newInstance(name);
        int number = (int) signal.getMethod("getNumber").invoke(object);
        Object proxy =
            Proxy.newProxyInstance(
                Signals.class.getClassLoader(),
                new Class<?>[] {handlerType},
                (_, method, _) -> {
                  if (method.getName().equals("handle")) {
                    handler.accept(number);
                  }
                  return null;
                });
        signal.getMethod("handle", signal, handlerType).invoke(null, object, proxy);
      } catch (ReflectiveOperationException e) {
        // Windows has no SIGHUP, for one.
        log.debug("The signal {} cannot be handled.", name, e);
      }
    }
  }
}
