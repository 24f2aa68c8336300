package dev.sluice.end2end;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Trigger;
import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.pipeline.ParkCause;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a loader that is killed at each point at which it may have done one thing and
 * not the next, with the guarantee that every record is stored exactly once.
 */
class CrashPointIntegrationTests extends OnStage {

	private static final Duration LONG = Duration.ofMinutes(2);

	private static final String EXACTLY_ONCE = "write.guarantee=exactly-once";

	private static final String SOON = "write.flush-interval=200ms";

	private static final String NEVER = "write.flush-interval=1h";

	/** Lets the next instance take over at once. */
	private static final String MEMBER = "--spring.kafka.consumer.properties.group.instance.id=loader";

	private static final Predicate<String> INTENT = (frame) -> frame.contains("flush from=");

	private final KafkaProxy proxy = new KafkaProxy(KafkaBroker.bootstrapServers());

	@BeforeEach
	void produceThreeRequests() {
		this.stage.table(SHOP, this.others, PLAIN);
		this.stage.produce(this.others, 0, Stage.numbered(0, 300));
	}

	@AfterEach
	void closeProxy() throws IOException {
		this.proxy.close();
	}

	/** Starts the loader that is to be killed; its requests have a hundred rows. */
	private LoaderProcess loader(String... properties) {
		List<String> all = new ArrayList<>(Census.COLUMNS);
		all.addAll(
				List.of(EXACTLY_ONCE, "batch.rows=100", "--spring.kafka.bootstrap-servers=" + this.proxy.bootstrap()));
		all.addAll(List.of(properties));
		return this.stage.startProcess(this.others, SHOP + "." + this.others, all.toArray(String[]::new));
	}

	private ScriptedFault hold(String call, int nth, Moment moment) {
		return this.stage.emulator().faults().hold(call, this.others, nth, moment);
	}

	private void kill(LoaderProcess loader, ScriptedFault held) throws InterruptedException {
		assertThat(held.awaitHeld(LONG)).isTrue();
		loader.kill();
		held.drop();
		this.stage.emulator().faults().remove(held);
	}

	private void kill(LoaderProcess loader, HeldRequest held) throws InterruptedException {
		assertThat(held.awaitHeld(LONG)).isTrue();
		loader.kill();
		held.drop();
	}

	/** Another loader goes on where the killed one has left off. */
	private void othersGoOn() {
		this.stage.produce(this.others, 0, Stage.numbered(1000, 1100));
		start(this.others, this.others, EXACTLY_ONCE, SOON, MEMBER);
		eachIsStoredOnce();
	}

	private void eachIsStoredOnce() {
		Stage.eventually(() -> others().hasStoredEverything());
		assertThat(others().doubled()).isEmpty();
	}

	private int visible() {
		return this.stage.rows(SHOP, this.others).size();
	}

	private int calls(String operation) {
		return this.stage.emulator().calls().calls(operation).size();
	}

	private String metadata() {
		return String.join("", this.stage.committed(this.others).stream().map(OffsetAndMetadata::metadata).toList());
	}

	/** Lets days pass after which a stream that nobody has used is gone. */
	private void streamExpires() {
		this.stage.emulator().clock().advance(Duration.ofDays(8));
	}

	@Test
	void c0BeforeAnythingIsAppended() throws InterruptedException {
		ScriptedFault held = hold("CreateWriteStream", 1, Moment.BEFORE);

		kill(loader(SOON, MEMBER), held);

		assertThat(calls("AppendRows")).isZero();
		othersGoOn();
	}

	@Test
	void c1WhenRowsAreAppendedAndNothingIsCommitted() {
		LoaderProcess loader = loader(NEVER, MEMBER);
		Stage.until(() -> calls("AppendRows") == 3);

		loader.kill();

		assertThat(visible()).isZero();
		assertThat(metadata()).doesNotContain("flush");
		othersGoOn();
	}

	@Test
	void c2WhenItIsNotKnownThatTheCommitHasSucceeded() throws InterruptedException {
		HeldRequest held = this.proxy.hold(ApiKeys.OFFSET_COMMIT, INTENT, Moment.AFTER);

		kill(loader(SOON, MEMBER), held);

		assertThat(visible()).isZero();
		assertThat(metadata()).contains("flush from=0 ");
		othersGoOn();
	}

	@Test
	void c2WhenItIsNotKnownThatTheCommitHasNotSucceeded() throws InterruptedException {
		HeldRequest held = this.proxy.hold(ApiKeys.OFFSET_COMMIT, INTENT, Moment.BEFORE);

		kill(loader(SOON, MEMBER), held);

		assertThat(visible()).isZero();
		assertThat(metadata()).doesNotContain("flush");
		othersGoOn();
	}

	@Test
	void c3WhenTheIntentIsCommittedAndNothingIsFlushed() throws InterruptedException {
		ScriptedFault held = hold("FlushRows", 1, Moment.BEFORE);

		kill(loader(SOON, MEMBER), held);

		assertThat(visible()).isZero();
		assertThat(metadata()).contains("flush from=0 ");
		othersGoOn();
	}

	@Test
	void c3WhenRowsAreFlushedAndItIsNotKnown() throws InterruptedException {
		ScriptedFault held = hold("FlushRows", 1, Moment.AFTER);

		kill(loader(SOON, MEMBER), held);

		assertThat(visible()).isPositive();
		assertThat(metadata()).contains("flush from=0 ");
		othersGoOn();
	}

	@Test
	void c4WhenRowsAreFlushedAndTheIntentIsStillThere() throws InterruptedException {
		HeldRequest held = this.proxy.hold(ApiKeys.OFFSET_COMMIT,
				INTENT.negate().and((frame) -> frame.contains("stored=300")), Moment.BEFORE);

		kill(loader(SOON, MEMBER), held);

		assertThat(visible()).isEqualTo(300);
		assertThat(metadata()).contains("stored=300").contains("flush");
		othersGoOn();
	}

	@Test
	void c5WhenNothingIsLeftToDo() {
		LoaderProcess loader = loader(SOON, MEMBER);
		Stage.until(() -> INTENT.negate().test(metadata()) && metadata().contains("stored=300"));

		loader.kill();

		assertThat(visible()).isEqualTo(300);
		othersGoOn();
	}

	@Test
	void c6WhenAConnectionWasLostAndRowsAreSentAgain() throws InterruptedException {
		this.stage.emulator()
			.faults()
			.add(Fault.after("AppendRows", new Effect.Drop()).of(this.others).when(Trigger.nth(2)));
		ScriptedFault held = hold("Connect", 2, Moment.BEFORE);

		kill(loader(NEVER, MEMBER), held);

		assertThat(calls("AppendRows")).isGreaterThanOrEqualTo(2);
		othersGoOn();
	}

	@Test
	void c6WhenAConnectionWasLostAndTheRowsThatWereSentAgainAreCommitted() throws InterruptedException {
		this.stage.emulator()
			.faults()
			.add(Fault.after("AppendRows", new Effect.Drop()).of(this.others).when(Trigger.nth(2)));
		ScriptedFault held = hold("FlushRows", 1, Moment.BEFORE);

		kill(loader("write.flush-interval=2s", MEMBER), held);

		assertThat(calls("Connect")).isZero();
		othersGoOn();
	}

	@Test
	void c7WhenOthersHaveTakenOverBeforeTheCommit() throws InterruptedException {
		HeldRequest held = this.proxy.hold(ApiKeys.OFFSET_COMMIT, INTENT, Moment.BEFORE);
		LoaderProcess zombie = loader(SOON);
		assertThat(held.awaitHeld(LONG)).isTrue();
		start(this.others, this.others, EXACTLY_ONCE, SOON);
		eachIsStoredOnce();

		held.release();
		Stage.until(() -> this.stage.members() == 2);
		this.stage.produce(this.others, 0, Stage.numbered(300, 400));
		eachIsStoredOnce();
		zombie.kill();
		this.stage.produce(this.others, 0, Stage.numbered(400, 500));

		eachIsStoredOnce();
	}

	@Test
	void c8WhenOthersHaveTakenOverBetweenTheCommitAndTheFlush() throws InterruptedException {
		ScriptedFault held = hold("FlushRows", 1, Moment.BEFORE);
		LoaderProcess zombie = loader(SOON);
		assertThat(held.awaitHeld(LONG)).isTrue();
		zombie.stop();
		start(this.others, this.others, EXACTLY_ONCE, SOON);
		eachIsStoredOnce();

		held.release();
		zombie.goOn();
		Stage.until(() -> this.stage.members() == 2);
		zombie.kill();
		this.stage.produce(this.others, 0, Stage.numbered(300, 400));

		eachIsStoredOnce();
	}

	@Test
	void c9WhenTheStreamIsGoneBeforeTheCommit() {
		LoaderProcess loader = loader(NEVER, MEMBER);
		Stage.until(() -> calls("AppendRows") == 3);
		streamExpires();
		this.stage.produce(this.others, 0, Stage.numbered(300, 400));
		Stage.until(() -> calls("CreateWriteStream") == 2);

		loader.kill();

		assertThat(visible()).isZero();
		othersGoOn();
	}

	@Test
	void c10WhenTheStreamIsGoneBetweenTheCommitAndTheFlushItsRowsAreStoredAnew() throws InterruptedException {
		ScriptedFault held = hold("FlushRows", 1, Moment.BEFORE);

		kill(loader(SOON, MEMBER), held);
		streamExpires();

		assertThat(visible()).isZero();
		othersGoOn();
	}

	@Test
	void c10WhenTheStreamIsGoneBetweenTheFlushAndItsAnswerItsRowsAreFound() throws InterruptedException {
		ScriptedFault held = hold("FlushRows", 1, Moment.AFTER);

		kill(loader(SOON, MEMBER), held);
		streamExpires();

		assertThat(visible()).isPositive();
		othersGoOn();
	}

	@Test
	void c10WithoutColumnsForPositionsAPersonDecides() throws InterruptedException {
		ScriptedFault held = hold("FlushRows", 1, Moment.BEFORE);
		kill(loader(SOON, MEMBER), held);
		streamExpires();
		String[] withoutColumns = { EXACTLY_ONCE, SOON, MEMBER };

		ConfigurableApplicationContext waiting = this.stage.start(this.others, SHOP + "." + this.others,
				withoutColumns);

		Stage.eventually(
				() -> assertThat(waiting.getBean(PipelineIntakes.class).all().iterator().next().monitor().partitions())
					.singleElement()
					.satisfies((partition) -> assertThat(partition.status().parked()).satisfies((parked) -> {
						assertThat(parked.cause()).isEqualTo(ParkCause.OPERATOR);
						assertThat(parked.message()).contains("write.unconfirmed=replay");
					})));
		assertThat(visible()).isZero();
		assertThat(metadata()).contains("flush from=0 ");
		this.stage.stop(waiting);

		this.stage.start(this.others, SHOP + "." + this.others, EXACTLY_ONCE, SOON, MEMBER, "write.unconfirmed=replay");

		Stage.until(() -> visible() == 300);
	}

	@Test
	void c11WhenALetterIsKeptAndItIsNotKnown() throws InterruptedException {
		this.stage.produce(this.others, 0, List.of("{\"id\": 300, not JSON"));
		HeldRequest held = this.proxy.hold(ApiKeys.PRODUCE, (frame) -> true, Moment.AFTER);

		kill(loader(SOON, MEMBER), held);
		start(this.others, this.others, EXACTLY_ONCE, SOON, MEMBER);

		Stage.eventually(() -> others().hasStoredEverythingBut(Map.of(300L, "malformed"), Map.of()));
		assertThat(others().doubled()).isEmpty();
		assertThat(this.stage.records(this.others + "-dlt")).hasSizeBetween(1, 2);
	}

}
