package dev.sluice.pipeline;

import java.time.Duration;
import java.util.List;

import dev.sluice.warehouse.AppendResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RowAppender} with a lane whose requests lie in the order in which they
 * were sent.
 */
class OrderedLaneTests {

	private final LoaderWorld world = new LoaderWorld().withRequestsOf(2);

	@BeforeEach
	void sendThreeRequests() {
		this.world.load(0, "1", "2", "3", "4", "5", "6");
		this.world.pass(Duration.ofSeconds(1));
	}

	private void notAttempted() {
		this.world.answer(new AppendResult.NotAttempted("a request before it failed"));
	}

	private List<Long> firstNumbers() {
		return this.world.appends().stream().map((append) -> append.number(0)).toList();
	}

	@Test
	void whatIsLeftOfARefusedRequestGoesAloneUntilItIsStored() {
		this.world.answer(new AppendResult.RowsRefused(List.of(new AppendResult.Refusal(0, "not this one")), true));
		notAttempted();
		notAttempted();
		notAttempted();

		assertThat(firstNumbers()).containsExactly(1L, 3L, 5L, 2L, 2L);

		this.world.answer(new AppendResult.Stored());

		assertThat(firstNumbers()).containsExactly(1L, 3L, 5L, 2L, 2L, 3L, 5L);
	}

	@Test
	void anAnswerToAnEarlierRequestDoesNotLetLaterOnesGoAhead() {
		this.world.appends().get(1).answer(new AppendResult.TooLarge());
		this.world.appends().get(2).answer(new AppendResult.NotAttempted("a request before it failed"));
		this.world.answer(new AppendResult.Stored());
		notAttempted();
		notAttempted();

		assertThat(firstNumbers()).containsExactly(1L, 3L, 5L, 3L, 4L, 3L);
	}

}
