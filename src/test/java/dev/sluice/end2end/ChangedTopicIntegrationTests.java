package dev.sluice.end2end;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import dev.sluice.intake.Gap;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.pipeline.Commit;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for topics that are not what they were: with more partitions, made anew, with
 * records that are gone or never were, and new ones.
 */
class ChangedTopicIntegrationTests extends OnStage {

	/** New partitions and topics are noticed at once. */
	private static final String FRESH = "--spring.kafka.consumer.properties.metadata.max.age.ms=300";

	@BeforeEach
	void createTable() {
		this.stage.table(SHOP, this.others, PLAIN);
	}

	@Test
	void partitionsThatAreAddedAreLoadedFromTheirBeginning() throws Exception {
		start(this.others, this.others, FRESH);
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		Stage.eventually(() -> others().hasStoredEverything());

		this.stage.admin().createPartitions(Map.of(this.others, NewPartitions.increaseTo(2))).all().get();
		this.stage.produce(this.others, 1, Stage.numbered(10, 20));

		Stage.eventually(() -> others().hasStoredEverything());
	}

	@Test
	void topicThatIsMadeAnewIsLoadedFromItsBeginning() throws Exception {
		start(this.others, this.others, FRESH);
		this.stage.produce(this.others, 0, Stage.numbered(0, 20));
		Stage.eventually(() -> assertThat(ids()).hasSize(20));

		this.stage.admin().deleteTopics(List.of(this.others)).all().get();
		Stage.until(() -> !this.stage.admin().listTopics().names().get().contains(this.others));
		this.stage.topic(this.others, 1);
		this.stage.produce(this.others, 0, Stage.numbered(20, 30));

		Stage.eventually(() -> assertThat(ids()).containsAll(IntStream.range(20, 30).boxed().toList()));
	}

	@Test
	void topicThatThePatternMatchesLaterIsLoadedFromItsBeginning() {
		String later = this.others + "-later";
		ConfigurableApplicationContext instance = this.stage.start("", SHOP + "." + this.others, FRESH, "topics=",
				"topic-pattern=" + this.others + ".*");
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		Stage.eventually(() -> assertThat(ids()).hasSize(10));

		this.stage.topic(later, 1);
		this.stage.produce(later, 0, Stage.numbered(10, 20));

		Stage.eventually(() -> assertThat(ids()).containsAll(IntStream.range(0, 20).boxed().toList()));
		assertThat(instance.isActive()).isTrue();
	}

	@Test
	void equalOffsetsOfTwoTopicsAreDifferentRecords() {
		start(this.orders + "," + this.others, this.others);

		this.stage.produce(this.orders, 0, Stage.numbered(0, 10));
		this.stage.produce(this.others, 0, Stage.numbered(10, 20));

		Stage.eventually(
				() -> assertThat(ids()).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20).boxed().toList()));
	}

	@Test
	void recordsOfAbortedTransactionsAreGapsAndTheBooksBalance() {
		start(this.others, this.others);

		transaction(0, true);
		transaction(10, false);
		transaction(20, true);

		Stage.eventually(() -> assertThat(ids()).hasSize(20));
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.others)).isEqualTo(33));
		OffsetAndMetadata committed = this.stage.committed(this.others).get(0);
		assertThat(Commit.read(committed.offset(), committed.metadata()).totals())
			.satisfies((totals) -> assertThat(totals.stored()).isEqualTo(20))
			.satisfies((totals) -> assertThat(totals.gaps()).isEqualTo(13));
	}

	@Test
	void recordsThatRetentionDeletedAreAGapThatIsToldAndTheRestIsLoaded() throws Exception {
		ConfigurableApplicationContext instance = start(this.others, this.others);
		this.stage.produce(this.others, 0, Stage.numbered(0, 10));
		Stage.eventually(() -> others().hasStoredEverything());
		this.stage.stop(instance);

		this.stage.produce(this.others, 0, Stage.numbered(10, 30));
		deleteBefore(25);
		ConfigurableApplicationContext next = start(this.others, this.others);

		Stage.eventually(() -> assertThat(ids()).hasSize(15));
		List<Gap> gaps = next.getBean(PipelineIntakes.class).all().iterator().next().gaps().all();
		assertThat(gaps).singleElement()
			.satisfies((gap) -> assertThat(gap.from()).isEqualTo(10))
			.satisfies((gap) -> assertThat(gap.to()).isEqualTo(25));
	}

	private List<Integer> ids() {
		return this.stage.rows(SHOP, this.others)
			.stream()
			.map((row) -> Integer.valueOf(String.valueOf(row.get("id"))))
			.toList();
	}

	private void deleteBefore(long offset) throws ExecutionException, InterruptedException {
		this.stage.admin()
			.deleteRecords(Map.of(new TopicPartition(this.others, 0), RecordsToDelete.beforeOffset(offset)))
			.all()
			.get();
	}

}
