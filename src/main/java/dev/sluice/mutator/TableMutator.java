package dev.sluice.mutator;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;

/**
 * The tables of one pipeline: what all pipelines know of them, seen with this pipeline's
 * settings.
 */
final class TableMutator implements Mutator {

	private final TableRegistry registry;

	private final InstantSource time;

	private final TablePolicy policy;

	private final Set<TableName> used;

	TableMutator(TableRegistry registry, TablePolicy policy) {
		this(registry, policy, ConcurrentHashMap.newKeySet());
	}

	private TableMutator(TableRegistry registry, TablePolicy policy, Set<TableName> used) {
		this.registry = registry;
		this.time = registry.time();
		this.policy = policy;
		this.used = used;
	}

	@Override
	public TableState state(TableName table) {
		SharedTable shared = use(table);
		TableState state = TableStates.of(shared.facts(), this.policy, this.time.instant());
		return (state instanceof TableState.Ready ready && !this.policy.alters())
				? new TableState.Ready(ready.layout(), ready.catalog(), watched(shared, ready.refused())) : state;
	}

	private static TableState.ColumnVerdicts watched(SharedTable shared, TableState.ColumnVerdicts verdicts) {
		return (parent, column) -> {
			TableState.ColumnVerdict verdict = verdicts.on(parent, column);
			if (verdict instanceof TableState.ColumnVerdict.Overdue) {
				shared.lookForChanges();
			}
			return verdict;
		};
	}

	/**
	 * The tables of the same pipeline, seen with other settings.
	 */
	TableMutator with(TablePolicy other) {
		return new TableMutator(this.registry, other, this.used);
	}

	@Override
	public Mutator unaltering() {
		return with(this.policy.unaltering());
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

	@Override
	public CompletionStage<TableState> look(TableName table) {
		return use(table).await(new Waiter(this.policy.looking(), new ColumnAdditions(), true, false));
	}

	@Override
	public void lookForChanges(TableName table) {
		use(table).lookForChanges();
	}

	@Override
	public Collection<TableName> used() {
		return List.copyOf(this.used);
	}

	private SharedTable use(TableName table) {
		this.used.add(table);
		return this.registry.table(table);
	}

	/**
	 * What is known of the tables that this pipeline has used so far, ordered by name.
	 */
	List<TableStatus> tables() {
		return this.used.stream()
			.sorted(Comparator.comparing(TableName::toString))
			.map((table) -> TableStatus.of(this.registry.table(table), this.policy))
			.toList();
	}

}
