package dev.parley.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.tool.Tool.OnInterruption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ToolSetTest {
  private final ScriptedServerTool shopFind = new ScriptedServerTool("shop", "find");
  private final ScriptedServerTool mailFind = new ScriptedServerTool("mail", "find");
  private final ScriptedServerTool mailSend = new ScriptedServerTool("mail", "send.now");
  private final Tool own = ScriptedServerTool.tool("order", true, OnInterruption.CANCEL, "");

  @Test
  void aUniqueNameStaysAndOthersGetTheirServersName() {
    assertThat(names(List.of(own), ServerToolChoice.ALL))
        .containsExactly("order", "shop_find", "mail_find", "send_now");
  }

  @Test
  void aToolOfTheClientKeepsItsNameAndAToolThatCannotBeToldApartIsLeftOut() {
    Tool find = ScriptedServerTool.tool("find", true, OnInterruption.CANCEL, "");
    Tool taken = ScriptedServerTool.tool("mail_find", true, OnInterruption.CANCEL, "");
    assertThat(names(List.of(find, taken), ServerToolChoice.ALL))
        .containsExactly("find", "mail_find", "shop_find", "send_now");
  }

  @Test
  void aSessionChoosesAmongTheToolsOfTheServer() {
    assertThat(names(List.of(own), new ServerToolChoice(false, List.of())))
        .containsExactly("order");
    assertThat(names(List.of(), new ServerToolChoice(true, List.of("shop.find", "send.now"))))
        .containsExactly("find", "send_now");
  }

  private List<String> names(List<Tool> ofClient, ServerToolChoice choice) {
    return ToolSet.of(ofClient, choice, List.of(shopFind, mailFind, mailSend))
        .definitions()
        .stream()
        .map(ToolDefinition::name)
        .toList();
  }
}
