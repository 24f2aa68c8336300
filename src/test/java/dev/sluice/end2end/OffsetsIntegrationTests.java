package dev.sluice.end2end;

import java.time.Instant;
import java.util.List;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.control.PipelinesEndpoint;
import dev.sluice.administration.offsets.OffsetsDescriptor;
import dev.sluice.administration.offsets.OffsetsEndpoint;
import dev.sluice.administration.offsets.ResetPlan;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.intake.PipelineIntakes;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the offsets of a pipeline, and for moving them.
 */
class OffsetsIntegrationTests extends OnStage {

	private static final String[] EXACTLY_ONCE = { "write.guarantee=exactly-once", "write.flush-interval=200ms",
			"drain.shutdown=100ms" };

	private OffsetsEndpoint offsets;

	private PipelinesEndpoint pipelines;

	@BeforeEach
	void createTable() {
		this.stage.table(SHOP, this.others, PLAIN);
	}

	private ConfigurableApplicationContext startOne(String... properties) {
		ConfigurableApplicationContext instance = start(this.others, this.others, properties);
		this.offsets = instance.getBean(OffsetsEndpoint.class);
		this.pipelines = instance.getBean(PipelinesEndpoint.class);
		return instance;
	}

	private void stopPipeline() {
		this.pipelines.act("orders", "stop", null);
		Stage.until(() -> this.stage.members() == 0);
	}

	private void startPipeline() {
		this.pipelines.act("orders", "start", null);
	}

	private void load(int from, int to) {
		this.stage.produce(this.others, 0, Stage.numbered(from, to));
		Stage.eventually(() -> others().hasStoredEverything());
	}

	private ResetPlan reset(String to, boolean dryRun) {
		return this.offsets.reset("orders", to, null, null, dryRun, null);
	}

	private ThrowableAssertAlternative<OperationRefusedException> refusal(String to, @Nullable String topic,
			@Nullable String confirm) {
		return assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.offsets.reset("orders", to, topic, null, false, confirm));
	}

	private OffsetAndMetadata committed() {
		return this.stage.committedByPartition(this.others).get(0);
	}

	private Instant timeOf(int record) {
		return Instant.ofEpochMilli(this.stage.records(this.others).get(record).timestamp());
	}

	@Test
	void resetByTimeIsShownFirstAndThenLoadsRowsAgain() {
		startOne();
		load(0, 10);
		load(10, 25);
		stopPipeline();
		String time = timeOf(10).toString();

		ResetPlan shown = reset(time, true);

		assertThat(shown.done()).isFalse();
		assertThat(shown.obstacles()).isEmpty();
		assertThat(shown.again()).isEqualTo(15);
		assertThat(shown.meaning()).anyMatch((sentence) -> sentence.contains("in the table twice"));
		assertThat(committed().offset()).isEqualTo(25);
		assertThat(reset(time, false).partitions()).isEqualTo(shown.partitions());
		assertThat(committed().offset()).isEqualTo(10);
		assertThat(reset(time, false).meaning()).containsExactly("All offsets are there already.");

		startPipeline();

		Stage.eventually(() -> assertThat(others().hasStoredEverything().doubled()).hasSize(15));
		Stage.eventually(() -> assertThat(committed().metadata()).startsWith("sluice1 base=10 stored=15 "));
	}

	@Test
	void resetIsRefusedWhileAMemberReadsAndNamesIt() {
		startOne();
		load(0, 10);

		assertThat(reset("earliest", true).obstacles()).hasSize(1);
		refusal("earliest", null, null).withMessageMatching("(?s).*has members.*orders.* on \\S+\\. Stop.*")
			.withMessageContaining("Stop the pipeline on every instance");

		assertThat(committed().offset()).isEqualTo(10);
	}

	@Test
	void resetIsRefusedWhilePipelineMayReadAgainAtAnyMoment() {
		ConfigurableApplicationContext instance = startOne();
		load(0, 10);
		instance.getBean(PipelineIntakes.class).all().iterator().next().stop(() -> {
		});
		Stage.until(() -> this.stage.members() == 0);

		refusal("earliest", null, null)
			.withMessage("pipeline 'orders' is not stopped, and may read again at any moment: stop it");

		assertThat(committed().offset()).isEqualTo(10);
	}

	@Test
	void requestsThatMakeNoSenseAreRefused() {
		startOne();
		load(0, 10);
		stopPipeline();

		refusal("earliest", this.orders, null).withMessageContaining("does not read topic");
		refusal("11", null, null).withMessageContaining("has no offset 11: it begins at 0 and ends at 10");
		refusal("tomorrow", null, null).withMessageContaining("'to' must be");
		refusal("earliest", null, "others").withMessageContaining("'confirm' is to be the pipeline's name");
	}

	@Test
	void recordsThatArePassedOverAreNamedAsMissing() {
		startOne();
		load(0, 10);
		stopPipeline();
		this.stage.produce(this.others, 0, Stage.numbered(10, 15));
		OffsetsDescriptor before = this.offsets.offsets("orders");

		ResetPlan plan = reset("latest", false);

		assertThat(before).isNotNull();
		assertThat(before.lag()).isEqualTo(5);
		assertThat(before.partitions().get(0).nextRecord()).isEqualTo(timeOf(10));
		assertThat(before.partitions().get(0).meaning()).startsWith("of the offsets from 0 to 9 are 10 stored");
		assertThat(plan.skipped()).isEqualTo(5);
		assertThat(plan.meaning()).anyMatch((sentence) -> sentence.contains("their rows are missing"));
		startPipeline();
		onlyLaterRecordsAreLoaded();
	}

	/** What comes later is loaded, and what was passed over is not. */
	private void onlyLaterRecordsAreLoaded() {
		this.stage.produce(this.others, 0, Stage.numbered(15, 20));
		Stage.eventually(() -> others().since(15).hasStoredEverything());
		assertThat(this.stage.rows(SHOP, this.others)).hasSize(15);
	}

	@Test
	void resetWaitsUntilWhatWasIntendedIsPublished() {
		ScriptedFault lost = flushesAreLost();
		startOne(EXACTLY_ONCE);
		stopWithOpenIntent();

		refusal("earliest", null, null).withMessageContaining("partition " + this.others + "-0 is not done")
			.withMessageContaining("write.unconfirmed=replay");
		assertThat(reset("5", true).obstacles()).hasSize(1);
		this.stage.emulator().faults().remove(lost);
		startPipeline();
		Stage.eventually(() -> others().hasStoredEverything());
		Stage.eventually(() -> assertThat(committed().metadata()).doesNotContain("flush"));
		stopPipeline();

		assertThat(reset("4", false).meaning()).anyMatch((sentence) -> sentence.contains("new streams"));
		startPipeline();

		Stage.eventually(() -> assertThat(others().hasStoredEverything().doubled()).hasSize(6));
		assertThat(this.stage.rows(SHOP, this.others)).hasSize(16);
	}

	@Test
	void whatWasIntendedIsGivenUpWhenThatIsConfirmed() {
		ScriptedFault lost = flushesAreLost();
		startOne(EXACTLY_ONCE);
		stopWithOpenIntent();

		ResetPlan plan = this.offsets.reset("orders", "earliest", null, null, false, "orders");
		this.stage.emulator().faults().remove(lost);
		startPipeline();

		assertThat(plan.done()).isTrue();
		Stage.eventually(() -> others().hasStoredEverything());
		assertThat(others().doubled()).isEmpty();
	}

	private ScriptedFault flushesAreLost() {
		return this.stage.emulator().faults().add(Fault.on("FlushRows", new Effect.Drop()).of(this.others));
	}

	private void stopWithOpenIntent() {
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		Stage.eventually(() -> assertThat(this.stage.committed(this.others)).map(OffsetAndMetadata::metadata)
			.anyMatch((text) -> text.contains("flush from=0 ")));
		stopPipeline();
		assertThat(this.stage.rows(SHOP, this.others)).isEqualTo(List.of());
	}

}
