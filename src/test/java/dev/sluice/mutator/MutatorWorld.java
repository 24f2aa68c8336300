package dev.sluice.mutator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sluice.mutator.CreateProperties.Creation;
import dev.sluice.retry.RetryProperties;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.SchemaNotices;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mutators over {@link FakeBigQuery}, with clocks of milliseconds.
 */
final class MutatorWorld implements AutoCloseable {

	static final TableName TABLE = new TableName("project", "shop", "orders");

	static final EvolutionProperties PATIENT = new EvolutionProperties(false, Duration.ofMinutes(1));

	static final CreateProperties IF_NEEDED = create(Creation.IF_NEEDED, Creation.IF_NEEDED);

	static final CreateProperties NEVER = create(Creation.NEVER, Creation.NEVER);

	private static final Duration SHORT = Duration.ofMillis(5);

	final FakeBigQuery bigQuery = new FakeBigQuery();

	final SchemaNotices notices = new SchemaNotices();

	/** What was noted of changes. */
	final List<SchemaChange> history = new CopyOnWriteArrayList<>();

	final TableRegistry registry = another();

	TableRegistry another() {
		RetryProperties retry = new RetryProperties(new RetryProperties.Setup(SHORT, 1, SHORT),
				new RetryProperties.Outage(SHORT, 1, SHORT), new RetryProperties.Propagation(SHORT, 1, SHORT),
				new RetryProperties.ColumnsFull(Duration.ofMinutes(1), 1, Duration.ofMinutes(1)));
		return new TableRegistry(this.bigQuery, this.bigQuery, this.notices, retry, this.history::addAll,
				InstantSource.system());
	}

	Mutator mutator() {
		return mutator(IF_NEEDED, PATIENT, null);
	}

	Mutator mutator(CreateProperties create, EvolutionProperties evolution, @Nullable String schema) {
		return this.registry.open(new Mutators.Options("orders", create, evolution, schema, List.of(), true));
	}

	static CreateProperties create(Creation table, Creation dataset) {
		return new CreateProperties(table, dataset, "US", null, List.of(), null, Map.of(), false);
	}

	static ColumnAdditions needs(Column... columns) {
		ColumnAdditions additions = new ColumnAdditions();
		for (Column column : columns) {
			additions.add(null, column);
		}
		return additions;
	}

	static ColumnAdditions needs(FieldPath parent, Column column) {
		ColumnAdditions additions = new ColumnAdditions();
		additions.add(parent, column);
		return additions;
	}

	static TableState answer(CompletionStage<TableState> stage) {
		try {
			return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException | InterruptedException ex) {
			throw new AssertionError("no answer", ex);
		}
	}

	static RowLayout layoutOf(TableState state) {
		assertThat(state).isInstanceOf(TableState.Ready.class);
		return state.layout();
	}

	static void await(Callable<Boolean> condition) {
		Awaitility.await().pollInterval(Duration.ofMillis(2)).until(condition);
	}

	@Override
	public void close() {
		this.registry.close();
	}

}
