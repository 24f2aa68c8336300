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
			assertThat(this.one.hasRoom(SLAB)).isTrue();
			this.one.take(SLAB);
		}

		assertThat(this.one.hasRoom(SLAB)).isFalse();
	}

	@Test
	void accountThatHoldsAllItMayDoesNotStopAnother() {
		for (int i = 0; i < 6; i++) {
			this.one.take(SLAB);
		}
		this.other.take(SLAB);

		assertThat(this.other.hasRoom(SLAB)).isTrue();
		assertThat(this.one.hasRoom(SLAB)).isFalse();
	}

	@Test
	void firstBufferOfAnAccountIsAlwaysThere() {
		this.one.take(100 * SLAB);

		assertThat(this.other.hasRoom(SLAB)).isTrue();
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
