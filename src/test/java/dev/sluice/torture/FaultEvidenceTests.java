package dev.sluice.torture;

import java.time.Duration;

import dev.sluice.torture.Produced.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what counts as a fault that has fired.
 */
class FaultEvidenceTests {

	private final FindingsBuilder found = new FindingsBuilder().stored(2).produced(2, Fate.DEAD).committed(3);

	@ParameterizedTest
	@CsvSource({ "BAD, malformed", "BAD, wrong-type", "REFUSED, row-refused" })
	void oddRecordsHaveFiredWhenTheirDeadLettersAreThere(Oddity oddity, String reason) {
		OddRecords fault = new OddRecords(oddity);

		assertThat(fault.fired(this.found.build())).isFalse();
		assertThat(fault.fired(this.found.dead(2, reason).build())).isTrue();
	}

	@Test
	void processThatWasNotRunningHasNotBeenKilled() {
		Part part = new Part("loader-1", () -> {
			throw new IllegalStateException("not to be started");
		});

		assertThat(part.claim()).isFalse();
		assertThat(part.kill()).isFalse();
		assertThat(part.terminated()).isFalse();
	}

	@Test
	void faultsThatNeverStruckHaveNotFired() {
		Strike strike = new Strike(FaultKind.KILL_LOADER, Duration.ZERO, Duration.ZERO, 7);

		assertThat(FaultKind.all("storage-write"))
			.filteredOn((kind) -> kind.fault(strike, "storage-write").fired(this.found.build()))
			.isEmpty();
	}

}
