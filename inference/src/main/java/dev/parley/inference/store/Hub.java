package dev.parley.inference.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The Hugging Face hub or a mirror of it: plain HTTP downloads, resumed when they are cut off.
///
/// A hub that cannot be reached is not asked again.
final class Hub implements Source {
  private static final int ATTEMPTS = 4;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  private final StoreSettings settings;
  private final PullListener listener;
  private final String endpoint;
  private final HttpClient client;
  private @Nullable String unreachable;

  Hub(StoreSettings settings, PullListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.endpoint = settings.hubEndpoint();
    // One connection serves one file at a time, and closing it stops the transfer at once.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(settings.connectTimeout())
            .build();
  }

  @Override
  public Optional<String> locate(ManifestFile file) {
    return Optional.ofNullable(file.hub()).map(path -> "the hub " + endpoint);
  }

  @Override
  public void fetch(String subject, ManifestFile file, PartFile part) throws SourceException {
    if (unreachable != null) {
      throw new SourceException(unreachable);
    }
    URI address = address(file);
    var transfer = new PullEvent.Transfer(subject, "the hub " + endpoint, file.bytes());
    try (TransferMeter meter =
        new TransferMeter(listener, transfer, part.length(), System::nanoTime)) {
      for (int attempt = 1; part.length() < file.bytes(); attempt++) {
        try {
          transfer(address, file, part, meter);
        } catch (IOException e) {
          if (attempt == ATTEMPTS) {
            throw new SourceException(
                "broke off after %s of %s: %s"
                    .formatted(
                        ByteCount.text(part.length()),
                        ByteCount.text(file.bytes()),
                        StoreFolder.reason(e)));
          }
        }
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private void transfer(URI address, ManifestFile file, PartFile part, TransferMeter meter)
      throws IOException, SourceException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(settings.stallTimeout()).GET();
    if (part.length() > 0) {
      request.header("Range", "bytes=" + part.length() + "-");
    }
    HttpResponse<InputStream> response = send(request.build());
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case 200 -> {
          part.restart();
          requireSize(file, response.headers().firstValueAsLong("Content-Length").orElse(-1));
        }
        case 206 -> {
          Matcher range =
              CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
          if (!range.matches() || Long.parseLong(range.group(1)) != part.length()) {
            part.restart();
            throw new IOException("it answered with another range");
          }
          requireSize(file, range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2)));
        }
        case 416 -> {
          part.restart();
          throw new IOException("it refused to go on");
        }
        default ->
            throw new SourceException(
                "answered %s with status %d".formatted(address, response.statusCode()));
      }
      copy(body, file, part, meter);
    }
  }

  private void copy(InputStream body, ManifestFile file, PartFile part, TransferMeter meter)
      throws IOException, SourceException {
    byte[] buffer = new byte[1 << 16];
    try (StallGuard guard = new StallGuard(body, settings.stallTimeout())) {
      for (int n; (n = body.read(buffer)) >= 0; ) {
        guard.progressed();
        if (part.length() + n > file.bytes()) {
          part.restart();
          throw new SourceException(wrongSize(file, "more"));
        }
        part.write(buffer, n);
        meter.advance(part.length());
      }
    }
    if (part.length() < file.bytes()) {
      throw new IOException("the connection was closed");
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException, SourceException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpTimeoutException | SSLException e) {
      unreachable = "cannot be reached (" + reason(e) + ")";
      throw new SourceException(unreachable);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelUnavailableException("The pull of models was interrupted.", e);
    }
  }

  private String reason(IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException _ ->
          "no connection within " + settings.connectTimeout().toSeconds() + " s";
      case HttpTimeoutException _ ->
          "no answer within " + settings.stallTimeout().toSeconds() + " s";
      case SSLException _ -> "TLS failed: " + e.getMessage();
      default -> isUnresolved(e) ? "its host name is unknown" : "the connection was refused";
    };
  }

  private static boolean isUnresolved(Throwable e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private URI address(ManifestFile file) throws SourceException {
    ManifestFile.HubPath hub = file.hub();
    if (hub == null) {
      throw new SourceException("does not have the file");
    }
    try {
      String path =
          new URI(null, null, "/" + hub.repository() + "/resolve/main/" + hub.path(), null)
              .getRawPath();
      URI address = URI.create(new URI(endpoint + path).toASCIIString());
      if (address.getHost() == null
          || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
        throw new URISyntaxException(endpoint, "no http address");
      }
      return address;
    } catch (URISyntaxException _) {
      unreachable = "has no valid address; HF_ENDPOINT must be like https://host";
      throw new SourceException(unreachable);
    }
  }

  private static void requireSize(ManifestFile file, long found) throws SourceException {
    if (found >= 0 && found != file.bytes()) {
      throw new SourceException(wrongSize(file, String.valueOf(found)));
    }
  }

  private static String wrongSize(ManifestFile file, String found) {
    return "has another file of that name: expected %d bytes, found %s"
        .formatted(file.bytes(), found);
  }
}
