package dev.sluice.end2end;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.sluice.emulator.fault.Setting;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for loads of good records with bad ones among them.
 */
class RefusedRowsIntegrationTests extends OnStage {

	private static Map<Long, String> everyThird(int to, String reason) {
		return LongStream.range(0, to)
			.filter((id) -> id % 3 == 0)
			.boxed()
			.collect(Collectors.toMap((id) -> id, (id) -> reason));
	}

	private void produce(int to, LongFunction<String> record) {
		List<String> records = LongStream.range(0, to).mapToObj(record).toList();
		this.stage.produce(this.orders, 0, records.subList(0, to / 2));
		this.stage.produce(this.orders, 1, records.subList(to / 2, to));
	}

	@Test
	void rowsThatBigQueryRefusesAreDeadLettersAndTheirNeighboursAreStored() {
		this.stage.table(SHOP, this.orders, BY_DAY);
		start(this.orders, this.orders);
		LocalDate today = this.stage.emulator().clock().instant().atZone(ZoneOffset.UTC).toLocalDate();

		produce(600, (id) -> onDay(id, (id % 3 == 0) ? "1900-01-01" : today));

		Stage.eventually(() -> orders().hasStoredEverythingBut(everyThird(600, "row-refused"), Map.of()));
	}

	@Test
	void badRecordsOfEveryKindAreDeadLettersAndTheirNeighboursAreStored() {
		this.stage.table(SHOP, this.orders, PLAIN);
		start(this.orders, this.orders);

		produce(600, (id) -> (id % 3 == 0) ? "{\"note\": {}, \"id\": " + id + "}" : Stage.record(id));

		Stage.eventually(() -> orders().hasStoredEverythingBut(everyThird(600, "wrong-type"), Map.of()));
	}

	@Test
	void rowsWhoseColumnIsNotSeenInTimeAreFailedInsertsAndTheirNeighboursAreStored() {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.emulator().behavior().set(Setting.WRITE_PATH_LAG, Duration.ofMinutes(5));
		start(this.orders, this.orders, "evolution.propagation-limit=1s");

		produce(60, (id) -> (id % 3 == 0) ? "{\"new\": true, \"id\": " + id + "}" : Stage.record(id));

		Stage.eventually(() -> orders().hasStoredEverythingBut(Map.of(), everyThird(60, "column")));
	}

	@Test
	void tableThatRefusesEverythingStopsThePipelineUntilAPersonResumesIt() {
		this.stage.table(SHOP, this.others, BY_DAY);
		PipelineIntake pipeline = start(this.others, this.others, "bad-rows.window=100").getBean(PipelineIntakes.class)
			.all()
			.iterator()
			.next();
		this.stage.produce(this.others, 0, LongStream.range(0, 200).mapToObj((id) -> onDay(id, "1900-01-01")).toList());
		Stage.until(() -> pipeline.hold().reason() != null);

		this.stage.produce(this.others, 0, Stage.numbered(200, 300));
		Stage.eventually(() -> assertThat(pipeline.monitor().partitions()).singleElement()
			.satisfies((partition) -> assertThat(partition.status().parked()).isNotNull()));

		assertThat(others().hasCommittedAllThatIsSettled().committed()).containsEntry(0, 200L);

		pipeline.goOn().join();

		Stage.eventually(() -> others().since(200).hasStoredEverything());
		assertThat(others().dead()).hasSize(200).containsValue("row-refused");
	}

	private static String onDay(long id, Object day) {
		return "{\"id\": " + id + ", \"day\": \"" + day + "\"}";
	}

}
