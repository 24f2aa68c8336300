package dev.sluice.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.sluice.mutator.CreateProperties;
import dev.sluice.mutator.CreateProperties.Creation;
import dev.sluice.mutator.EvolutionProperties;
import dev.sluice.mutator.FakeBigQuery;
import dev.sluice.mutator.Mutators;
import dev.sluice.pipeline.Rehearsal.Fate;
import dev.sluice.pipeline.Rehearsal.Prospect;
import dev.sluice.record.Reason;
import dev.sluice.warehouse.CatalogException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RehearsalTests {

	private final FakeBigQuery catalog = new FakeBigQuery();

	private final CompletableFuture<Void> schema = new CompletableFuture<>();

	@Test
	void rowThatFitsWouldBeStored() {
		this.catalog.has(LoaderWorld.TABLE, LoaderWorld.NUMBER);

		Prospect prospect = of("7", Creation.IF_NEEDED, true);

		assertThat(prospect.fate()).isEqualTo(Fate.STORED);
		assertThat(prospect.rows()).containsExactly(new Rehearsal.Row(LoaderWorld.TABLE, "{\"n\":7}"));
		assertThat(prospect.additions()).isEmpty();
	}

	@Test
	void columnThatTheLoaderAddsIsNamedAndKeepsNothing() {
		this.catalog.has(LoaderWorld.TABLE, LoaderWorld.NUMBER);

		Prospect prospect = of("typed:7", Creation.IF_NEEDED, true);

		assertThat(prospect.fate()).isEqualTo(Fate.STORED);
		assertThat(prospect.rows()).extracting(Rehearsal.Row::json).containsExactly("{\"n\":7,\"extra\":7}");
		assertThat(prospect.additions()).containsExactly("column extra INT64 of table p.shop.orders");
	}

	@Test
	void columnThatTheLoaderDoesNotAddIsWaitedFor() {
		this.catalog.has(LoaderWorld.TABLE, LoaderWorld.NUMBER);

		Prospect prospect = of("typed:7", Creation.IF_NEEDED, false);

		assertThat(prospect.fate()).isEqualTo(Fate.WAITING);
		assertThat(prospect.note())
			.isEqualTo("column extra INT64 of table p.shop.orders, which this loader does not add");
	}

	@Test
	void tableThatIsNotThereWouldBeMade() {
		Prospect prospect = of("7", Creation.IF_NEEDED, true);

		assertThat(prospect.fate()).isEqualTo(Fate.STORED);
		assertThat(prospect.additions()).containsExactly("table p.shop.orders with 1 column");
	}

	@Test
	void tableThatNobodyMakesIsWaitedForWhateverTheRecordLacks() {
		assertThat(of("7", Creation.NEVER, true)).isEqualTo(of("odd:7", Creation.NEVER, true))
			.isEqualTo(new Prospect(Fate.WAITING, LoaderWorld.TABLE, List.of(), List.of(), null,
					"table p.shop.orders, which is not there, and create.table is 'never'"));
	}

	@Test
	void badRecordAndBadPartWouldBeDead() {
		this.catalog.has(LoaderWorld.TABLE, LoaderWorld.NUMBER);

		assertThat(List.of(of("bad"), of("part:7"), of("throw"))).allSatisfy((prospect) -> {
			assertThat(prospect.fate()).isEqualTo(Fate.DEAD);
			assertThat(prospect.failure()).isNotNull();
		});
		assertThat(of("throw").failure()).extracting("reason").isEqualTo(Reason.TRANSFORM_FAILED);
		assertThat(of("part:7").table()).isEqualTo(LoaderWorld.TABLE);
	}

	@Test
	void recordThatARuleDropsWouldBeFiltered() {
		assertThat(of("skip")).isEqualTo(new Prospect(Fate.FILTERED, null, List.of(), List.of(), null, "skip"));
	}

	@Test
	void schemasAreWaitedForOnceAndNotForEachRecord() {
		Rehearsal rehearsal = rehearsal(Creation.IF_NEEDED, true, Duration.ofMillis(20));
		long begun = System.nanoTime();

		for (int record = 0; record < 200; record++) {
			assertThat(rehearsal.of(Batches.of(record, "late"), 0).note()).isEqualTo("the registry does not answer");
		}

		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
	}

	@Test
	void catalogThatDoesNotAnswerIsNoFateOfTheRecord() {
		this.catalog.failure = new CatalogException(CatalogException.Problem.OUTAGE, "away", null, null);

		assertThatExceptionOfType(CatalogException.class).isThrownBy(() -> of("7"));
	}

	private Prospect of(String word) {
		return of(word, Creation.IF_NEEDED, true);
	}

	private Prospect of(String word, Creation creation, boolean alters) {
		return rehearsal(creation, alters, Duration.ofSeconds(5)).of(Batches.of(0, word), 0);
	}

	private Rehearsal rehearsal(Creation creation, boolean alters, Duration patience) {
		CreateProperties create = new CreateProperties(creation, creation, "US", null, List.of(), null, Map.of(),
				false);
		Mutators.Options options = new Mutators.Options("orders", create,
				new EvolutionProperties(false, Duration.ofMinutes(10)), null, List.of(), alters);
		return new Rehearsal(new WordTransform(this.schema), options, this.catalog, patience);
	}

}
