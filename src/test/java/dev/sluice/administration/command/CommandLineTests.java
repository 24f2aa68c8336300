package dev.sluice.administration.command;

import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandLineTests {

	@Test
	void valuesFollowTheirOptionsInEitherWay() {
		CommandLine line = parse("add-column", "--schema", "iglu:a", "--shred-property=CONTEXTS", "--dry");

		assertThat(line.command()).isEqualTo("add-column");
		assertThat(line.options().values())
			.isEqualTo(Map.of("schema", "iglu:a", "shred-property", "CONTEXTS", "dry", ""));
	}

	@Test
	void propertiesAndSnowplowsFilesAreForTheApplication() {
		CommandLine line = parse("create", "--config", "config.json", "--resolver=eyJ9", "--sluice.iglu.retries=0",
				"--pipeline=orders");

		assertThat(line.properties()).containsExactly("--config=config.json", "--resolver=eyJ9",
				"--sluice.iglu.retries=0");
		assertThat(line.options().values()).isEqualTo(Map.of("pipeline", "orders"));
	}

	@Test
	void valueWithoutAnOptionIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse("create", "orders"))
			.withMessageContaining("'orders' is no option");
	}

	@Test
	void switchIsOnOffOrRefused() {
		Options options = parse("audit", "--a", "--b=true", "--c=false", "--d=yes").options();

		assertThat(options.flag("a")).isTrue();
		assertThat(options.flag("b")).isTrue();
		assertThat(options.flag("c")).isFalse();
		assertThat(options.flag("none")).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> options.flag("d"))
			.withMessage("--d=yes is neither true nor false");
	}

	private static CommandLine parse(String... arguments) {
		return Objects.requireNonNull(CommandLine.parse(arguments));
	}

}
