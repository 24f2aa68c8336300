package dev.sluice.administration.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.sluice.administration.control.ControlKey.Kind;
import dev.sluice.administration.control.ControlValue.State;
import dev.sluice.topic.OwnTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LostDecisions}, with several instances at one log.
 */
class LostDecisionsTests {

	private static final PipelineKey ORDERS = new PipelineKey("orders", "sluice-orders");

	private static final PipelineKey OTHERS = new PipelineKey("others", "sluice-others");

	private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

	private final Records log = new Records();

	@Test
	void decisionThatTheLogHasIsNotWrittenAgain() {
		Instance instance = new Instance();
		decide(Wanted.PAUSED, NOW);

		instance.readAll();

		assertThat(this.log.records).hasSize(1);
	}

	@Test
	void nothingIsWrittenOfPipelinesThatNobodyHasDecidedAnythingOf() {
		Instance instance = new Instance();

		instance.readAll();

		assertThat(this.log.records).isEmpty();
	}

	@Test
	void decisionThatTheLogHasLostIsWrittenAgainOnceByAll() {
		Instance one = new Instance();
		Instance other = new Instance();
		decide(Wanted.STOPPED, NOW);
		one.readAll();
		other.readAll();

		this.log.deleteAll();
		one.readAnew();
		other.readAnew();

		assertThat(this.log.records).containsExactly(state(Wanted.STOPPED, NOW, true));
		assertThat(one.decision()).isEqualTo(new Decision(Wanted.STOPPED, "ann", NOW, -1));
		one.readOn();
		assertThat(one.decision()).isEqualTo(other.decision()).isEqualTo(new Decision(Wanted.STOPPED, "ann", NOW, 0));
	}

	@Test
	void decisionThatCouldNotBeWrittenIsWrittenLater() {
		Instance instance = new Instance();
		decide(Wanted.PAUSED, NOW);
		instance.readAll();

		this.log.deleteAll();
		this.log.denied = true;
		instance.readAnew();
		this.log.denied = false;
		instance.lost.restore();
		instance.readOn();
		instance.lost.restore();

		assertThat(this.log.records).containsExactly(state(Wanted.PAUSED, NOW, true));
	}

	@Test
	void decisionThatExpiresIsWrittenAgain() {
		Instance instance = new Instance();
		decide(Wanted.PAUSED, NOW);
		instance.readAll();

		instance.lost.expired(0);
		instance.lost.restore();
		assertThat(this.log.records).hasSize(1);
		instance.lost.expired(1);
		instance.lost.restore();

		assertThat(this.log.records).hasSize(2).last().isEqualTo(state(Wanted.PAUSED, NOW, true));
	}

	@Test
	void decisionThatOnlyTheEndOfTheLogHeldOutlivesAnOlderOne() {
		Instance instance = new Instance();
		decide(Wanted.STOPPED, NOW.minusSeconds(9));
		decide(Wanted.RUNNING, NOW.minusSeconds(10));
		decide(Wanted.PAUSED, NOW);
		instance.readAll();

		this.log.records.remove(2);
		instance.readAnew(2);

		assertThat(instance.decision().wanted()).isEqualTo(Wanted.PAUSED);
		assertThat(this.log.records).hasSize(3).last().isEqualTo(state(Wanted.PAUSED, NOW, true));
		instance.readOn();
		assertThat(instance.decision()).isEqualTo(new Decision(Wanted.PAUSED, "ann", NOW, 2));
	}

	@Test
	void decisionsThatTheLogHasKeptCountInItsOrder() {
		Instance instance = new Instance();
		decide(Wanted.STOPPED, NOW);
		decide(Wanted.RUNNING, NOW.minusSeconds(1));
		instance.readAll();

		instance.readAnew(2);

		assertThat(instance.decision()).isEqualTo(new Decision(Wanted.RUNNING, "ann", NOW.minusSeconds(1), 1));
		assertThat(this.log.records).hasSize(2);
	}

	@Test
	void decisionOnTheNewLogCountsWhateverTheClocksSay() {
		Instance instance = new Instance();
		decide(Wanted.PAUSED, NOW);
		instance.readAll();

		this.log.deleteAll();
		decide(Wanted.RUNNING, NOW.minusSeconds(5));
		instance.readAnew();

		assertThat(instance.decision()).isEqualTo(new Decision(Wanted.RUNNING, "ann", NOW.minusSeconds(5), 0));
		assertThat(this.log.records).hasSize(1);
	}

	@Test
	void newerDecisionOutlivesAnOlderOneThatIsRestoredAfterIt() {
		Instance behind = new Instance();
		decide(Wanted.PAUSED, NOW);
		behind.readAll();
		Instance instance = new Instance();
		decide(Wanted.STOPPED, NOW.plusSeconds(5));
		instance.readAll();

		this.log.deleteAll();
		behind.readAnew();
		decide(Wanted.STOPPED, NOW.plusSeconds(5));
		behind.lost.restore();
		instance.readAnew();
		instance.readOn();

		assertThat(instance.decision().wanted()).isEqualTo(Wanted.STOPPED);
		assertThat(this.log.records).last().isEqualTo(state(Wanted.STOPPED, NOW.plusSeconds(5), true));
		behind.readOn();
		assertThat(behind.decision()).isEqualTo(instance.decision());
		Instance late = new Instance();
		this.log.compact();
		late.readAll();
		assertThat(late.decision().wanted()).isEqualTo(Wanted.STOPPED);
	}

	@Test
	void decisionThatWasDeletedByHandIsNotWrittenAgain() {
		Instance instance = new Instance();
		decide(Wanted.PAUSED, NOW);
		instance.readAll();

		this.log.records.add(null);
		instance.readOn();
		instance.lost.restore();

		assertThat(this.log.records).hasSize(2);
		assertThat(instance.decision()).isEqualTo(Decision.NONE);
	}

	private void decide(Wanted wanted, Instant at) {
		this.log.records.add(state(wanted, at, false));
	}

	private static State state(Wanted wanted, Instant at, boolean restored) {
		return new State(ControlValue.VERSION, wanted, "ann", at, restored);
	}

	/** An instance of two pipelines. */
	private final class Instance {

		private final ControlView view = new ControlView(List.of(ORDERS, OTHERS));

		private final LostDecisions lost = new LostDecisions(LostDecisionsTests.this.log, this.view,
				List.of(ORDERS, OTHERS));

		private int next;

		Decision decision() {
			return this.view.decision(ORDERS);
		}

		void readAnew() {
			readAnew(0);
		}

		void readAnew(long from) {
			this.view.cut(from);
			readAll();
		}

		void readAll() {
			this.lost.begins();
			this.next = 0;
			readOn();
			this.lost.restore();
		}

		void readOn() {
			List<@Nullable State> records = LostDecisionsTests.this.log.records;
			for (; this.next < records.size(); this.next++) {
				ControlKey key = ControlKey.of(Kind.STATE, ORDERS);
				this.view.note(key, records.get(this.next), this.next, NOW);
				this.lost.read(key, records.get(this.next));
			}
		}

	}

	/** What is decided of the orders. */
	private static final class Records implements ControlLog {

		private final List<@Nullable State> records = new ArrayList<>();

		private boolean denied;

		void deleteAll() {
			this.records.clear();
		}

		void compact() {
			this.records.subList(0, this.records.size() - 1).clear();
		}

		@Override
		public CompletableFuture<Long> append(ControlKey key, @Nullable ControlValue value) {
			if (this.denied) {
				return CompletableFuture.failedFuture(new IllegalStateException("denied"));
			}
			assertThat(key).isEqualTo(ControlKey.of(Kind.STATE, ORDERS));
			this.records.add((State) value);
			return CompletableFuture.completedFuture(this.records.size() - 1L);
		}

		@Override
		public void open(Reader reader) {
			throw new UnsupportedOperationException();
		}

		@Override
		public OwnTopic.@Nullable Problem problem() {
			return null;
		}

		@Override
		public void close() {
			this.records.clear();
		}

	}

}
