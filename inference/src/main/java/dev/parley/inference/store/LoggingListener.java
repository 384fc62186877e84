package dev.parley.inference.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// For servers and tests, which have no terminal to draw on.
enum LoggingListener implements PullListener {
  INSTANCE;

  private static final Logger log = LoggerFactory.getLogger(ModelStore.class);

  @Override
  public void on(PullEvent event) {
    switch (event) {
      case PullEvent.PullStarted(var folder, var files, var bytes) ->
          log.info("Pulling {} model files ({}) into {}.", files, ByteCount.text(bytes), folder);
      case PullEvent.Waiting(var lock) ->
          log.info("Waiting for another process that pulls models (it holds {}).", lock);
      case PullEvent.FileReady(var model, var file, var bytes, var source) ->
          log.info("{}/{} is ready: {} from {}.", model, file, ByteCount.text(bytes), source);
      case PullEvent.Warning(var message) -> log.warn("{}", message);
      case PullEvent.TransferStarted _,
          PullEvent.TransferProgressed _,
          PullEvent.TransferEnded _ -> {}
    }
  }
}
