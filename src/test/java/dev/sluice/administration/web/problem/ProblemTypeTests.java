package dev.sluice.administration.web.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.sluice.administration.OperationRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTypeTests {

	@ParameterizedTest
	@EnumSource
	void everyKindIsDocumentedUnderItsName(ProblemType type) throws IOException {
		assertThat(Files.readString(Path.of("docs/operating.md")))
			.contains("\n### %s\n%d. ".formatted(type.anchor(), type.status()));
	}

	@Test
	void everyKindHasAStatusOfItsOwn() {
		assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::status)).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource
	void everyRefusalHasAKind(OperationRefusedException.Why why) {
		assertThat(ProblemType.of(why).status()).isBetween(400, 503);
	}

	@ParameterizedTest
	@CsvSource({ "404, UNKNOWN", "418, INVALID_REQUEST", "501, UNEXPECTED" })
	void everyStatusHasAKind(int status, ProblemType type) {
		assertThat(ProblemType.of(status)).isEqualTo(type);
	}

}
