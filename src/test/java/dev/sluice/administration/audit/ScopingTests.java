package dev.sluice.administration.audit;

import java.util.List;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScopingTests {

	@Test
	void groupThatHasCommittedNothingProvesNothing() {
		assertRefused("group sluice-orders has committed nothing: nothing can be proved", scope(0, 0, 10, null),
				scope(0, 0, 0, null));
	}

	@Test
	void partitionWithoutACommitAmongOthersAndTopicsWithoutRecordsAreAudited() {
		assertThat(Scoping.provable(List.of(scope(0, 0, 10, null), scope(0, 0, 10, 3L)), "g")).hasSize(2);
		assertThat(Scoping.provable(List.of(scope(0, 0, 0, null), scope(7, 7, 7, null)), "g")).hasSize(2);
	}

	@Test
	void rangeBehindTheEndComparesNothing() {
		assertRefused("the range begins at orders-0@11, but the partition ends at 10", scope(11, 0, 10, 10L));
		assertThat(Scoping.provable(List.of(scope(10, 0, 10, 10L)), "g")).hasSize(1);
		assertThat(Scoping.provable(List.of(scope(11, 0, 10, 20L)), "g")).as("the topic was created anew").hasSize(1);
	}

	private static void assertRefused(String why, PartitionScope... scopes) {
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> Scoping.provable(List.of(scopes), "sluice-orders"))
			.withMessage(why);
	}

	private static PartitionScope scope(long from, long begin, long end, @Nullable Long committed) {
		return new PartitionScope(new SourcePartition("orders", 0), from, Long.MAX_VALUE, begin, end, committed,
				(committed != null) ? committed : 0, false);
	}

}
