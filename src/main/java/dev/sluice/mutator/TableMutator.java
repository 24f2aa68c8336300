package dev.sluice.mutator;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;

/**
 * The tables of one pipeline: what all pipelines know of them, seen with this pipeline's
 * settings.
 */
public final class TableMutator implements Mutator {

	private final TableRegistry registry;

	private final InstantSource time;

	private final TablePolicy policy;

	private final Set<TableName> used = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a mutator.
	 * @param registry the tables of the process
	 * @param create whether and how tables are created
	 * @param evolution how they change
	 * @param schema the columns of created tables as the settings give them; empty if
	 * they are inferred
	 * @param more columns of created tables that records do not have, such as those for
	 * positions and for overflow
	 */
	public TableMutator(TableRegistry registry, CreateProperties create, EvolutionProperties evolution,
			TableSchema schema, List<Column> more) {
		this.registry = registry;
		this.time = registry.time();
		this.policy = new TablePolicy(create, evolution, schema, more);
	}

	@Override
	public TableState state(TableName table) {
		return TableStates.of(use(table).facts(), this.policy, this.time.instant());
	}

	@Override
	public CompletionStage<TableState> prepare(TableName table, ColumnAdditions additions) {
		ColumnAdditions needed = new ColumnAdditions();
		needed.addAll(additions);
		SharedTable shared = use(table);
		boolean knewAbsent = shared.facts().presence() == TableFacts.Presence.ABSENT;
		return shared.await(new Waiter(this.policy, needed, false, knewAbsent));
	}

	@Override
	public CompletionStage<TableState> recheck(TableName table) {
		return use(table).await(new Waiter(this.policy, new ColumnAdditions(), true, false));
	}

	private SharedTable use(TableName table) {
		this.used.add(table);
		return this.registry.table(table);
	}

	/**
	 * What is known of the tables that this pipeline has used so far, ordered by name.
	 */
	public List<TableStatus> tables() {
		return this.used.stream()
			.sorted(Comparator.comparing(TableName::toString))
			.map((table) -> TableStatus.of(this.registry.table(table), this.policy))
			.toList();
	}

}
