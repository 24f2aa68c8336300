package dev.sluice.transform.json;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

import dev.sluice.record.Failure;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.TableRouter;
import org.jspecify.annotations.Nullable;

/**
 * The tables of objects. An object without the fields that its table is made from may
 * lack them because it is malformed, which is then the verdict.
 */
final class RecordTables {

	private final TableRouter router;

	private final boolean needsFields;

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final FieldFinder finder;

	private final Verdict verdict = new Verdict();

	RecordTables(TableRouter router, JsonScanner scanner, JsonSkipper skipper) {
		this.router = router;
		this.needsFields = router.needsFields();
		this.scanner = scanner;
		this.skipper = skipper;
		this.finder = new FieldFinder(scanner, skipper);
	}

	/**
	 * Finds an object's table.
	 * @param at where the object begins
	 * @param depth how many arrays are open around it
	 * @param sink is told why there is no table
	 * @return the table, or {@code null} if the sink was told
	 */
	@Nullable TableName route(int at, int depth, RecordBatch batch, int index, RecordSink sink) {
		this.finder.begin(at);
		if (!this.needsFields) {
			return this.router.route(batch, index, this.finder, sink);
		}
		TableName table = this.router.route(batch, index, this.finder, this.verdict);
		if (table == null) {
			Failure failure = Objects.requireNonNull(this.verdict.failure);
			sink.bad((this.skipper.skip(at, depth) < 0) ? this.scanner.fault().failure() : failure);
		}
		return table;
	}

	/**
	 * Keeps the router's verdict until the object has been looked at.
	 */
	private static final class Verdict implements RecordSink {

		private @Nullable Failure failure;

		@Override
		public void bad(Failure failure) {
			this.failure = failure;
		}

		@Override
		public RowWriter row(TableName table) {
			throw new UnsupportedOperationException("routers write no rows");
		}

		@Override
		public void missing(@Nullable FieldPath parent, Column column) {
			throw new UnsupportedOperationException("routers need no columns");
		}

		@Override
		public void waits(CompletionStage<?> until, String cause) {
			throw new UnsupportedOperationException("routers wait for nothing");
		}

		@Override
		public void dropRow() {
			throw new UnsupportedOperationException("no row is dropped here");
		}

		@Override
		public void badPart(byte[] value, Failure failure) {
			throw new UnsupportedOperationException("routers know no parts");
		}

		@Override
		public void filtered(String rule) {
			throw new UnsupportedOperationException("routers have no rules");
		}

	}

}
