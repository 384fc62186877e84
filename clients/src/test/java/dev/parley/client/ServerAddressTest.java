package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ServerAddressTest {
  @Test
  void readsWhatPeopleWrite() {
    assertThat(ServerAddress.parse("localhost"))
        .isEqualTo(new ServerAddress("localhost", 50051, false));
    assertThat(ServerAddress.parse("voice.example.org:7000"))
        .isEqualTo(new ServerAddress("voice.example.org", 7000, false));
    assertThat(ServerAddress.parse("https://voice.example.org:443/"))
        .isEqualTo(new ServerAddress("voice.example.org", 443, true));
    assertThat(ServerAddress.parse("[::1]:7000")).hasToString("[::1]:7000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host:", "host:port", "::1", "ftp://host", "host/path", "a b"})
  void refusesWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerAddress.parse(text))
        .withMessageContaining("host:port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host:0", "host:65536", "host:9999999999"})
  void refusesPortsThatDoNotExist(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerAddress.parse(text))
        .withMessageContaining("1 to 65535");
  }
}
