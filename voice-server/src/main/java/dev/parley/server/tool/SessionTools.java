package dev.parley.server.tool;

import dev.parley.server.llm.ToolCall;
import dev.parley.server.tool.Tool.OnInterruption;
import dev.parley.server.tool.ToolSet.Offered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tool calls of one session: makes them, keeps their time, takes their results once. Owned by
/// the session's thread.
///
/// A step is prepared, told to the conversation, then started. It ends when all of its calls have
/// ended, each with a result, a failure or the end of its time; or when its reply is stopped: then
/// its calls are cancelled or go on for the history alone, as their tools say.
///
/// A call with side effects that the model wants for a reply that may yet be withdrawn waits until
/// the reply is released. If it is not, the client never hears of the call.
public final class SessionTools implements AutoCloseable {
  /// Calls of one step; more are refused.
  private static final int MOST_OF_A_STEP = 16;

  /// Calls that may run at once, those of stopped replies included.
  private static final int MOST_AT_ONCE = 64;

  private static final int MOST_ARGUMENT_CHARACTERS = 32_768;
  private static final int MOST_RESULT_CHARACTERS = 16_384;

  /// Nine letters and digits, which is all that some models take.
  private static final Pattern ID = Pattern.compile("c(\\d{8})");

  private final ToolHost host;
  private final Map<String, RunningCall> calls = new LinkedHashMap<>();
  private int issued;
  private @Nullable ToolStep step;

  public SessionTools(ToolHost host) {
    this.host = host;
  }

  /// Gives the calls that a model wants ids of this session.
  ///
  /// @param reply whose answer they belong to
  /// @param tools that were offered to the model
  public ToolStep prepare(int reply, ToolSet tools, List<ToolCall> wanted) {
    List<RunningCall> prepared = new ArrayList<>();
    for (ToolCall call : wanted) {
      prepared.add(prepare(call, tools, prepared.size()));
    }
    return new ToolStep(reply, prepared);
  }

  /// Makes the calls of a step.
  ///
  /// @param held whether the reply may yet be withdrawn
  public void start(ToolStep started, boolean held) {
    step = started;
    started.hold(held);
    for (RunningCall call : started.running()) {
      if (call.isRefused()) {
        end(call, call.refusal());
      } else if (!(held && call.hasSideEffects())) {
        run(call);
      }
    }
    endStep();
  }

  /// The reply is not withdrawn any more: what waited is done.
  public void release(int reply) {
    ToolStep released = stepOf(reply);
    if (released == null || !released.isHeld()) {
      return;
    }
    released.hold(false);
    for (RunningCall call : released.running()) {
      if (call.isWaiting()) {
        run(call);
      } else if (call.isLate()) {
        announce(call);
      }
    }
    endStep();
  }

  /// The reply is stopped or withdrawn.
  public void stop(int reply) {
    ToolStep stopped = stepOf(reply);
    if (stopped == null) {
      return;
    }
    step = null;
    stopped.running().forEach(call -> stop(call, stopped.isHeld()));
  }

  /// Takes a result of the client. Of several for one call the first counts, and none that comes
  /// after the end of its time.
  ///
  /// @return false if there never was such a call
  public boolean answer(String callId, String text) {
    RunningCall call = calls.get(callId);
    if (call != null && call.isWithClient()) {
      end(call, text);
      endStep();
      return true;
    }
    return Optional.of(ID.matcher(callId))
        .filter(id -> id.matches())
        .map(id -> Integer.parseInt(id.group(1)))
        .filter(number -> number > 0 && number <= issued)
        .isPresent();
  }

  /// Takes what the host was asked to bring.
  public void on(ToolEvent event) {
    RunningCall call = calls.get(event.callId());
    if (call == null || !call.isRunning()) {
      return;
    }
    switch (event) {
      case ToolEvent.Answered(String _, String text) -> {
        end(call, text);
        endStep();
      }
      case ToolEvent.TookLong _ -> {
        call.beLate();
        announce(call);
      }
      case ToolEvent.TimedOut _ -> {
        cancel(
            call, "The tool did not answer within %s s.".formatted(seconds(call.tool().timeout())));
        endStep();
      }
    }
  }

  /// Ends everything and tells nobody.
  @Override
  public void close() {
    step = null;
    for (RunningCall call : calls.values()) {
      call.abandon();
      call.end("");
    }
    calls.clear();
  }

  private RunningCall prepare(ToolCall wanted, ToolSet tools, int before) {
    boolean valid =
        wanted.arguments().length() <= MOST_ARGUMENT_CHARACTERS
            && JsonText.isObject(wanted.arguments());
    // What a model wrote goes back to models, which refuse what is no name or no JSON.
    ToolCall call =
        new ToolCall(
            "c%08d".formatted(++issued),
            ToolSet.usable(wanted.name()),
            valid ? wanted.arguments() : "{}",
            wanted.thoughts());
    Offered offered = tools.find(wanted.name());
    if (offered == null) {
      return RunningCall.refused(call, "There is no tool of this name.");
    }
    if (!valid) {
      return RunningCall.refused(call, "The arguments were no JSON object, or too long.");
    }
    if (before >= MOST_OF_A_STEP || calls.size() + before >= MOST_AT_ONCE) {
      return RunningCall.refused(call, "Too many tools were called at once. Call fewer.");
    }
    return RunningCall.of(call, offered);
  }

  private void run(RunningCall call) {
    String id = call.call().id();
    Tool tool = call.tool();
    calls.put(id, call);
    call.run(
        host.schedule(tool.timeout(), new ToolEvent.TimedOut(id)),
        call.hasProgress()
            ? host.schedule(tool.progress().after(), new ToolEvent.TookLong(id))
            : () -> {});
    ServerTool onServer = call.serverTool();
    host.called(call.call(), onServer != null);
    if (onServer != null) {
      call.runOnServer(
          onServer.call(
              call.call().arguments(), text -> host.post(new ToolEvent.Answered(id, text))));
    }
  }

  private void stop(RunningCall call, boolean held) {
    if (call.isWaiting()) {
      end(call, "The call was not made, because the reply was stopped.");
    } else if (call.isRunning()) {
      if (!held && call.tool().onInterruption() == OnInterruption.FINISH) {
        call.goOnAlone();
      } else {
        cancel(call, "The call was cancelled, because the reply was stopped.");
      }
    }
  }

  private void announce(RunningCall call) {
    if (step != null && !step.isHeld() && !call.isAlone() && step.announce()) {
      host.sayProgress(step.reply(), call.tool().progress().phrase());
    }
  }

  private void cancel(RunningCall call, String result) {
    call.abandon();
    host.cancelled(call.call().id());
    end(call, result);
  }

  private void end(RunningCall call, String text) {
    String result =
        text.length() <= MOST_RESULT_CHARACTERS
            ? text
            : JsonText.beginning(text, MOST_RESULT_CHARACTERS) + " [The rest was left out.]";
    calls.remove(call.call().id());
    call.end(result);
    host.answered(call.call().id(), result);
  }

  private void endStep() {
    ToolStep ended = step;
    if (ended != null && ended.isOver()) {
      step = null;
      host.stepEnded(ended.reply(), ended.results());
    }
  }

  private @Nullable ToolStep stepOf(int reply) {
    return step != null && step.reply() == reply ? step : null;
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1_000 == 0
        ? String.valueOf(duration.toSeconds())
        : String.valueOf(duration.toMillis() / 1_000.0);
  }
}
