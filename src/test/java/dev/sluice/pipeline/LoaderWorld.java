package dev.sluice.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.deadletter.DeadLetters;
import dev.sluice.deadletter.FailedInserts;
import dev.sluice.deadletter.LateInserts;
import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.TableState;
import dev.sluice.mutator.TypeAnnouncements;
import dev.sluice.record.Failure;
import dev.sluice.record.Outcome;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.record.SourcePosition;
import dev.sluice.retry.RetryClock;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnType;
import dev.sluice.table.EncodedRows;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.LoadSpool;
import dev.sluice.warehouse.Warehouse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A world around a {@link LoadPipeline} in memory: a warehouse, a mutator and dead-letter
 * topics whose answers a test gives when and as it likes, and a clock that it moves.
 * Records are words for {@link WordTransform}.
 */
public final class LoaderWorld implements Mutator, DeadLetters, FailedInserts, Intake {

	public static final TableName TABLE = new TableName("p", "shop", "orders");

	public static final SourcePartition PARTITION = new SourcePartition("orders", 0);

	static final Column NUMBER = Column.nullable("n", ColumnType.INT64);

	static final Column EXTRA = Column.nullable("extra", ColumnType.INT64);

	private final List<HeldAppend> appends = new ArrayList<>();

	private final List<Long> stored = new ArrayList<>();

	private final List<String> letters = new ArrayList<>();

	private final List<CompletableFuture<Void>> letterAnswers = new ArrayList<>();

	private final Deque<CompletableFuture<TableState>> preparations = new ArrayDeque<>();

	private final Map<SourcePartition, Long> parked = new TreeMap<>(
			(left, right) -> left.toString().compareTo(right.toString()));

	private final List<String> insertsFailed = new ArrayList<>();

	private final CompletableFuture<Void> schema = new CompletableFuture<>();

	private TableState state = ready(new TableSchema(List.of(NUMBER)));

	private Instant now = Instant.EPOCH;

	private Duration skew = Duration.ZERO;

	private @Nullable LoadPipeline pipeline;

	private AppendBudget budget = AppendBudget.UNBOUNDED;

	private AppendSettings settings = settings(1000);

	private PipelineProperties.BadRows badRows = PipelineProperties.BadRows.ANY;

	private final PipelineHold hold = new PipelineHold();

	private RecordGate gate = RecordGate.OPEN;

	private boolean alters = true;

	private @Nullable LateInserts late;

	private TypeAnnouncements announcements = TypeAnnouncements.NONE;

	private boolean publishesLater;

	private @Nullable LoadSpool spool;

	private long memoryLimit = 8 * 1024 * 1024;

	private @Nullable SlabMemory memory;

	private AppendSettings settings(int rows) {
		RetryClock clock = new RetryClock(Duration.ofSeconds(1), 2, Duration.ofSeconds(60));
		return new AppendSettings(rows, 1024 * 1024, Duration.ofMillis(250), 4, Duration.ofMinutes(10), clock, clock,
				4096, (table) -> this.budget);
	}

	static TableState ready(TableSchema schema) {
		RowLayout layout = RowLayout.of(TABLE, schema);
		return new TableState.Ready(layout, layout, TableState.ColumnVerdicts.NONE);
	}

	/** Has rows published later, and so the partition's own appenders. */
	public LoaderWorld withPublication() {
		this.publishesLater = true;
		return this;
	}

	/** Has rows gathered in a spool. */
	LoaderWorld withSpool(LoadSpool newSpool) {
		this.spool = newSpool;
		return this;
	}

	/** The time that has passed, in nanoseconds. */
	public long nanoTime() {
		return passed().toNanos();
	}

	LoaderWorld withRequestsOf(int rows) {
		this.settings = settings(rows);
		return this;
	}

	LoaderWorld withoutRetry() {
		this.late = (position, table, row, cause) -> keepRow(row);
		return this;
	}

	LoaderWorld withBudget(AppendBudget newBudget) {
		this.budget = newBudget;
		return this;
	}

	LoaderWorld withBadRowsUpTo(double ratio, int window) {
		this.badRows = new PipelineProperties.BadRows(ratio, window);
		return this;
	}

	/** Leaves it to others to add columns. */
	LoaderWorld withoutAlterations(TypeAnnouncements toOthers) {
		this.alters = false;
		this.announcements = toOthers;
		return this;
	}

	LoaderWorld withMemory(long bytes) {
		this.memoryLimit = bytes;
		return this;
	}

	/** Lets records with lower offsets pass, and the others only from a time on. */
	LoaderWorld withGate(long offset, Instant opens) {
		this.gate = new OffsetGate(offset, opens, () -> this.now);
		return this;
	}

	LoaderWorld withTable(TableState newState) {
		this.state = newState;
		return this;
	}

	public LoadPipeline pipeline() {
		LoadPipeline existing = this.pipeline;
		if (existing != null) {
			return existing;
		}
		InstantSource clock = () -> this.now.plus(this.skew);
		this.memory = new SlabMemory(this.memoryLimit);
		Warehouse lanes = new LaneWarehouse(this::append, this.publishesLater);
		Warehouse warehouse = (this.spool != null) ? this.spool : lanes;
		PipelineParts parts = new PipelineParts(() -> new WordTransform(this.schema), warehouse, warehouse, null, this,
				this, this, this.late, this.announcements, this.memory, this.settings,
				new RowRules(this.badRows, false, this.alters, true), this.hold,
				new PipelineMetrics(new SimpleMeterRegistry(), "orders", clock), this.gate, clock, this::nanoTime);
		LoadPipeline created = new LoadPipeline(parts, this);
		this.pipeline = created;
		created.assign(PARTITION, Commit.read(0, null));
		return created;
	}

	public void load(long firstOffset, String... values) {
		pipeline().load(Batches.of(firstOffset, values));
	}

	/** Lets time pass, and the pipeline do what is due. */
	public void pass(Duration time) {
		this.now = this.now.plus(time);
		pipeline().tick();
	}

	Duration passed() {
		return Duration.between(Instant.EPOCH, this.now);
	}

	void setClock(Duration forward) {
		this.skew = this.skew.plus(forward);
	}

	/** Answers the oldest append that has none. */
	public void answer(AppendResult result) {
		HeldAppend append = this.appends.stream()
			.filter((candidate) -> !candidate.answered())
			.findFirst()
			.orElseThrow();
		append.answer(result);
		pipeline().tick();
	}

	void answerAll(AppendResult result) {
		while (unanswered() > 0) {
			answer(result);
		}
	}

	/** The bytes in flight. */
	long memoryUsed() {
		return (this.memory != null) ? this.memory.used() : 0;
	}

	/** Lets the oldest letter fail without anybody looking at it yet. */
	void failLetter() {
		this.letterAnswers.remove(0).completeExceptionally(new IllegalStateException("broker away"));
	}

	public long unanswered() {
		return this.appends.stream().filter((candidate) -> !candidate.answered()).count();
	}

	PipelineHold hold() {
		return this.hold;
	}

	public List<HeldAppend> appends() {
		return this.appends;
	}

	List<Long> stored() {
		return this.stored;
	}

	List<String> letters() {
		return this.letters;
	}

	List<String> failedInserts() {
		return this.insertsFailed;
	}

	void answerLetters(@Nullable Throwable problem) {
		List<CompletableFuture<Void>> open = List.copyOf(this.letterAnswers);
		this.letterAnswers.clear();
		for (CompletableFuture<Void> answer : open) {
			if (problem == null) {
				answer.complete(null);
			}
			else {
				answer.completeExceptionally(problem);
			}
		}
		pipeline().tick();
	}

	void answerPreparation(TableState newState) {
		this.state = newState;
		this.preparations.remove().complete(newState);
		pipeline().tick();
	}

	/** Lets the schema arrive that late records wait for. */
	void schemaArrives() {
		this.schema.complete(null);
		pipeline().tick();
	}

	int preparations() {
		return this.preparations.size();
	}

	public @Nullable Long parkedAt(SourcePartition partition) {
		return this.parked.get(partition);
	}

	long committable() {
		Commit commit = pipeline().committable(PARTITION);
		return (commit != null) ? commit.offset() : -1;
	}

	Totals totals() {
		Commit commit = pipeline().committable(PARTITION);
		if (commit == null) {
			throw new AssertionError("nothing may be committed");
		}
		return commit.totals();
	}

	private CompletionStage<AppendResult> append(EncodedRows rows) {
		HeldAppend append = new HeldAppend(rows, this.stored);
		this.appends.add(append);
		return append.stage();
	}

	@Override
	public TableState state(TableName table) {
		return this.state;
	}

	@Override
	public CompletionStage<TableState> prepare(TableName table, ColumnAdditions additions) {
		CompletableFuture<TableState> answer = new CompletableFuture<>();
		this.preparations.add(answer);
		return answer;
	}

	@Override
	public CompletionStage<TableState> look(TableName table) {
		return CompletableFuture.completedFuture(this.state);
	}

	@Override
	public void lookForChanges(TableName table) {
		// tests change what they want changed
	}

	@Override
	public Collection<TableName> used() {
		return List.of(TABLE);
	}

	@Override
	public Mutator unaltering() {
		return this;
	}

	@Override
	public CompletionStage<TableState> recheck(TableName table) {
		return CompletableFuture.completedFuture(this.state);
	}

	@Override
	public CompletionStage<Void> keep(RecordBatch batch, int index, @Nullable TableName table, Failure failure) {
		return keepAgain(batch.position(index), table, failure);
	}

	@Override
	public CompletionStage<Void> keepAgain(SourcePosition position, @Nullable TableName table, Failure failure) {
		this.letters.add(position.offset() + " " + failure.reason().code());
		CompletableFuture<Void> answer = new CompletableFuture<>();
		this.letterAnswers.add(answer);
		return answer;
	}

	@Override
	public CompletionStage<Outcome> keep(RecordBatch batch, int index, TableName table, byte[] row, String cause) {
		return keepRow(row);
	}

	private CompletionStage<Outcome> keepRow(byte[] row) {
		this.insertsFailed.add(new String(row, StandardCharsets.UTF_8).trim());
		CompletableFuture<Void> answer = new CompletableFuture<>();
		this.letterAnswers.add(answer);
		return answer.thenApply((kept) -> Outcome.WAITING);
	}

	@Override
	public void park(SourcePartition partition, long offset) {
		this.parked.put(partition, offset);
	}

	@Override
	public void resume(SourcePartition partition) {
		this.parked.remove(partition);
	}

}
