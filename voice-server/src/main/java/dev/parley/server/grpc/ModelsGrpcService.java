package dev.parley.server.grpc;

import com.google.protobuf.Empty;
import dev.parley.inference.store.ModelStore;
import dev.parley.proto.v1.ModelInfo;
import dev.parley.proto.v1.ModelList;
import dev.parley.proto.v1.ModelsGrpc;
import dev.parley.proto.v1.ServerInfo;
import dev.parley.proto.v1.VoiceInfo;
import dev.parley.proto.v1.VoiceList;
import dev.parley.server.session.SessionRegistry;
import dev.parley.server.wire.SettingsReader;
import io.grpc.stub.StreamObserver;

/// `Models`: what this server is and has.
public final class ModelsGrpcService extends ModelsGrpc.ModelsImplBase {
  private final String version;
  private final String accelerator;
  private final ModelStore store;
  private final SettingsReader settings;
  private final SessionRegistry sessions;

  public ModelsGrpcService(
      String version,
      String accelerator,
      ModelStore store,
      SettingsReader settings,
      SessionRegistry sessions) {
    this.version = version;
    this.accelerator = accelerator;
    this.store = store;
    this.settings = settings;
    this.sessions = sessions;
  }

  @Override
  public void getServerInfo(Empty request, StreamObserver<ServerInfo> response) {
    response.onNext(
        ServerInfo.newBuilder()
            .setVersion(version)
            .setAccelerator(accelerator)
            .setSessions(sessions.size())
            .setMaxSessions(sessions.maximum())
            .addAllRoutes(settings.routes().stream().sorted().toList())
            .build());
    response.onCompleted();
  }

  @Override
  public void listModels(Empty request, StreamObserver<ModelList> response) {
    ModelList.Builder models = ModelList.newBuilder();
    store
        .list()
        .forEach(
            model ->
                models.addModels(
                    ModelInfo.newBuilder()
                        .setName(model.name())
                        .setRole(model.role())
                        .setLicence(model.licence())
                        .setBytes(model.bytes())
                        .setPresent(model.present())));
    response.onNext(models.build());
    response.onCompleted();
  }

  @Override
  public void listVoices(Empty request, StreamObserver<VoiceList> response) {
    VoiceList.Builder voices = VoiceList.newBuilder();
    settings
        .voices()
        .forEach(
            voice ->
                voices.addVoices(
                    VoiceInfo.newBuilder()
                        .setName(voice.name())
                        .setLanguage(voice.language())
                        .setGender(voice.gender().toString())
                        .setEngine(voice.engine())
                        .setLicence(voice.licence())
                        .setSampleRate(voice.format().sampleRate())));
    response.onNext(voices.build());
    response.onCompleted();
  }
}
