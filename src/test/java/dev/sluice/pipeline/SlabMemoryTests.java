package dev.sluice.pipeline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlabMemory}.
 */
class SlabMemoryTests {

	private static final int SLAB = SlabMemory.SMALLEST;

	private final SlabMemory memory = new SlabMemory(8L * SLAB);

	private final SlabMemory.Account one = this.memory.account();

	private final SlabMemory.Account other = this.memory.account();

	@Test
	void oneAccountMayHoldThreeQuarters() {
		for (int i = 0; i < 6; i++) {
			assertThat(this.one.offer(SLAB, SLAB)).isEqualTo(SLAB);
			this.one.take(SLAB);
		}

		assertThat(this.one.offer(SLAB, SLAB)).isZero();
	}

	@Test
	void accountThatHoldsAllItMayDoesNotStopAnother() {
		for (int i = 0; i < 6; i++) {
			this.one.take(SLAB);
		}
		this.other.take(SLAB);

		assertThat(this.other.offer(SLAB, SLAB)).isEqualTo(SLAB);
		assertThat(this.one.offer(SLAB, SLAB)).isZero();
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
			SlabMemory.Account account = this.memory.account();
			account.take(account.offer(wished, 10));
		}

		assertThat(this.memory.used()).isLessThanOrEqualTo(108L * SLAB);
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
