package dev.sluice.mutator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ColumnEvolution}.
 */
class ColumnEvolutionTests {

	private static final TableName TABLE = MutatorWorld.TABLE;

	private static final int COLUMNS = 100;

	private final FakeBigQuery bigQuery = new FakeBigQuery();

	private final ColumnEvolution evolution = new ColumnEvolution(this.bigQuery, new UpdateBudget(),
			new ChangeNotes(TABLE, SchemaHistory.NONE, InstantSource.system()));

	private final List<String> refused = new ArrayList<>();

	private Instant now = Instant.EPOCH;

	private final InstantSource time = () -> this.now;

	private ColumnEvolution.Outcome run() {
		return this.evolution.run(this.time, (column, message) -> this.refused.add(column.key()));
	}

	private static List<MissingColumn> columns(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> new MissingColumn(null, Column.nullable("c" + i, ColumnType.STRING)))
			.toList();
	}

	@Test
	void columnsComeInOneChange() {
		this.bigQuery.has(TABLE);
		this.evolution.want(columns(COLUMNS));

		ColumnEvolution.Outcome outcome = run();

		assertThat(outcome.changes()).isOne();
		assertThat(this.bigQuery.schemaOf(TABLE).columns()).hasSize(COLUMNS);
	}

	@Test
	void oneRefusedColumnAmongManyIsFoundThoughUpdatesAreShort() {
		this.bigQuery.has(TABLE);
		this.bigQuery.refusedColumns.add("c7");
		this.evolution.want(columns(COLUMNS));

		int rounds = 0;
		for (Duration pause = run().pause(); !pause.isZero(); pause = run().pause()) {
			this.now = this.now.plus(pause);
			rounds++;
		}

		assertThat(this.refused).containsExactly("c7");
		assertThat(this.bigQuery.schemaOf(TABLE).columns()).hasSize(COLUMNS - 1);
		assertThat(rounds).isLessThan(20);
	}

	@Test
	void columnsThatAreBeingTriedAreNotTakenOnTwice() {
		this.bigQuery.has(TABLE);
		this.evolution.want(columns(2));
		this.evolution.want(columns(3));

		run();

		assertThat(this.bigQuery.changes).containsExactly("columns [c0, c1]", "columns [c0, c1, c2]");
	}

}
