package dev.sluice.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the JSON transform and both row writers against the {@link Oracle}.
 */
class FuzzTests {

	@ParameterizedTest
	@MethodSource
	void corpusBecomesWhatItShould(Path file) {
		assertThat(Corpus.read(file).difference()).isNull();
	}

	static List<Path> corpusBecomesWhatItShould() throws IOException {
		return Corpus.files();
	}

	@Test
	void randomRecordsBecomeWhatTheyShould() throws IOException {
		Campaign campaign = new Campaign(Corpus.cases(), 30);

		for (long seed = 1; seed <= 100; seed++) {
			assertThat(campaign.tryTable(seed)).as("-Dseed=" + seed).isNull();
		}

		assertThat(campaign.counts()).containsKeys("verdict row", "verdict columns", "verdict malformed");
	}

}
