package dev.sluice.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.sluice.deadletter.LetterBox;
import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.TableState;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;
import dev.sluice.transform.Transform;
import dev.sluice.warehouse.FileLoads;
import dev.sluice.warehouse.LoadProblem;
import org.jspecify.annotations.Nullable;

/**
 * Makes the path of records for each listener thread of one pipeline. Thread-safe.
 */
public final class PipelineFactory {

	/** A table that cannot be looked at keeps nobody from going on. */
	public static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

	private final PipelineParts parts;

	private final LetterBox letters;

	private final @Nullable TableName onlyTable;

	private final Meters meters;

	private final boolean main;

	private final Publishing publishing;

	private final Function<Transform, Rehearsal> rehearsals;

	PipelineFactory(PipelineParts parts, LetterBox letters, @Nullable TableName onlyTable, Meters meters,
			Publishing publishing, Function<Transform, Rehearsal> rehearsals) {
		this(parts, letters, onlyTable, meters, publishing, rehearsals, true);
	}

	private PipelineFactory(PipelineParts parts, LetterBox letters, @Nullable TableName onlyTable, Meters meters,
			Publishing publishing, Function<Transform, Rehearsal> rehearsals, boolean main) {
		this.rehearsals = rehearsals;
		this.publishing = publishing;
		this.main = main;
		this.parts = parts;
		this.letters = letters;
		this.onlyTable = onlyTable;
		this.meters = meters;
	}

	/**
	 * A path of its own for a listener thread, which alone may use it.
	 * @param intake the thread's consumer
	 */
	public LoadPipeline create(Intake intake) {
		return new LoadPipeline(this.parts.ofThread(), intake);
	}

	/**
	 * Makes paths for a further way into the same tables, with books of its own.
	 */
	public PipelineFactory aside(SidePath path) {
		return new PipelineFactory(this.parts.aside(path, this.meters.of(path.name())), this.letters, this.onlyTable,
				this.meters, this.publishing.aside(), this.rehearsals, false);
	}

	/**
	 * A rehearsal of what would become of records, for one thread.
	 * @param transforms makes its transforms of the pipeline's
	 */
	public Rehearsal rehearsal(UnaryOperator<Supplier<Transform>> transforms) {
		return this.rehearsals.apply(transforms.apply(this.parts.transforms()).get());
	}

	/**
	 * Learns anew how a table is, since it may have been changed by others.
	 * @return completes, never exceptionally, when rows are made for all columns that the
	 * catalog has now, or it is known why not
	 */
	public CompletionStage<?> renewed(TableName table) {
		Mutator mutator = this.parts.mutator();
		return mutator.look(table)
			.thenCompose((state) -> (state instanceof TableState.Ready ready) ? mutator.prepare(table, lag(ready))
					: CompletableFuture.completedFuture(state));
	}

	/**
	 * Lets a pipeline go on that is held, with all tables that it has used as they are
	 * now, since that may be what was mended.
	 * @return completes, never exceptionally, when it goes on
	 */
	public CompletableFuture<Void> goOn() {
		CompletableFuture<?>[] tables = this.parts.mutator()
			.used()
			.stream()
			.map((table) -> renewed(table).toCompletableFuture())
			.toArray(CompletableFuture[]::new);
		return CompletableFuture.allOf(tables)
			.orTimeout(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS)
			.exceptionally((ex) -> null)
			.thenRun(hold()::lift);
	}

	private static ColumnAdditions lag(TableState.Ready ready) {
		ColumnAdditions columns = new ColumnAdditions();
		ready.catalog().schema().columns().forEach((column) -> columns.add(null, column));
		return columns;
	}

	/**
	 * Whether rows are loaded from files, so that load jobs that a commit names can be
	 * looked for.
	 */
	public boolean loadsFiles() {
		return this.parts.loads() != null;
	}

	/**
	 * How stored rows become visible.
	 */
	public Publishing publishing() {
		return this.publishing;
	}

	/**
	 * Has everything made that records of a topic may need besides tables. Does not wait
	 * for it.
	 */
	public void prepare(String topic) {
		if (this.main) {
			this.letters.prepare(topic);
			this.parts.announcements().prepare(topic);
		}
	}

	/**
	 * The table of all rows, or {@code null} if records decide on it.
	 */
	public @Nullable TableName onlyTable() {
		return this.onlyTable;
	}

	/**
	 * Where the pipeline keeps the records that it could not load.
	 */
	public LetterBox letters() {
		return this.letters;
	}

	/**
	 * What keeps dead letters, failed inserts and types from their topics, one sentence
	 * each.
	 */
	public List<String> letterProblems() {
		return Stream.concat(this.letters.problems().stream(), Stream.ofNullable(this.parts.announcements().problem()))
			.toList();
	}

	/**
	 * What keeps rows from being loaded from files.
	 */
	public List<LoadProblem> loadProblems() {
		FileLoads loads = this.parts.loads();
		return (loads != null) ? loads.problems() : List.of();
	}

	/**
	 * Keeps the pipeline from going on until a person lets it.
	 */
	public PipelineHold hold() {
		return this.parts.hold();
	}

	public PipelineMetrics metrics() {
		return this.parts.metrics();
	}

}
