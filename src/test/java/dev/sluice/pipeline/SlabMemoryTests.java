package dev.sluice.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlabMemory}.
 */
class SlabMemoryTests {

	private static final int SLAB = SlabMemory.SMALLEST;

	private static final int LARGE = 4 * (SLAB + SlabMemory.HEADER) - SlabMemory.HEADER;

	private static final int REQUESTS = 3;

	private final SlabMemory memory = new SlabMemory(9L * SLAB);

	private final SlabMemory.Account one = this.memory.account(Long.MAX_VALUE, REQUESTS);

	private final SlabMemory.Account other = this.memory.account(Long.MAX_VALUE, REQUESTS);

	private static int fill(SlabMemory.Account account) {
		int taken = 0;
		while (account.offer(SLAB, SLAB) > 0) {
			account.take(SLAB);
			taken++;
		}
		return taken;
	}

	@Test
	void oneAccountAloneMayHoldNearlyAllOfTheMemory() {
		assertThat(fill(this.one)).isEqualTo(8);
	}

	@Test
	void accountHoldsNoMoreThanItHasUseFor() {
		SlabMemory.Account modest = this.memory.account(3L * SLAB, REQUESTS);

		assertThat(fill(modest)).isEqualTo(3);
	}

	@Test
	void accountsThatAreStuckLeaveSomethingToOthers() {
		SlabMemory large = new SlabMemory(1000L * SLAB);
		fill(large.account(Long.MAX_VALUE, REQUESTS));
		fill(large.account(Long.MAX_VALUE, REQUESTS));

		assertThat(fill(large.account(Long.MAX_VALUE, REQUESTS))).isGreaterThan(10);
	}

	@Test
	void accountsShareEquallyInTheEnd() {
		SlabMemory large = new SlabMemory(1700L * SLAB);
		SlabMemory.Account first = large.account(Long.MAX_VALUE, REQUESTS);
		SlabMemory.Account second = large.account(Long.MAX_VALUE, REQUESTS);
		int held = fill(first);
		int got = fill(second);
		while (got < held) {
			first.discard(new byte[SLAB]);
			held--;
			got += fill(second);
		}

		assertThat(held).isBetween(790, 800);
	}

	@Test
	void firstBufferOfAnAccountIsAlwaysThere() {
		this.one.take(100 * SLAB);

		assertThat(this.other.offer(SLAB, SLAB)).isEqualTo(SLAB);
	}

	@Test
	void manyAccountsHoldSmallBuffersWhenTheMemoryIsTaken() {
		int wished = 4 * SLAB;
		for (int i = 0; i < 100; i++) {
			SlabMemory.Account account = this.memory.account(Long.MAX_VALUE, REQUESTS);
			account.take(account.offer(wished, 10));
		}

		assertThat(this.memory.used()).isLessThanOrEqualTo(109L * SLAB);
	}

	@Test
	void smallerBuffersAreGivenOnlyAsLongAsTheyCanBeSentAtOnce() {
		SlabMemory.Account account = this.memory.account(Long.MAX_VALUE, REQUESTS);

		assertThat(fillWithLarge(account)).containsExactly(LARGE, SLAB, SLAB);
	}

	@Test
	void smallBuffersGiveWayToLargeOnesInTheLongRun() {
		SlabMemory wide = new SlabMemory(40L * SLAB);
		SlabMemory.Account account = wide.account(Long.MAX_VALUE, REQUESTS);
		Deque<Integer> queue = new ArrayDeque<>();
		while (account.offer(SLAB, SLAB) > 0) {
			account.take(SLAB);
			queue.add(SLAB);
		}

		for (int answered = 0; answered < 100; answered++) {
			account.discard(new byte[queue.remove()]);
			queue.addAll(fillWithLarge(account));
		}

		assertThat(queue.stream().limit(REQUESTS)).containsOnly(LARGE);
	}

	private static List<Integer> fillWithLarge(SlabMemory.Account account) {
		List<Integer> taken = new ArrayList<>();
		int offered = account.offer(LARGE, 10);
		while (offered > 0) {
			account.take(offered);
			taken.add(offered);
			offered = account.offer(LARGE, 10);
		}
		return taken;
	}

	@Test
	void recycledBufferIsUsedAgain() {
		byte[] buffer = this.one.take(SLAB);
		this.one.recycle(buffer);

		assertThat(this.one.take(SLAB)).isSameAs(buffer);
	}

	@Test
	void discardedBufferIsNotUsedAgain() {
		byte[] buffer = this.one.take(SLAB);
		this.one.discard(buffer);

		assertThat(this.one.take(SLAB)).isNotSameAs(buffer);
		assertThat(this.memory.used()).isEqualTo(SLAB);
	}

}
