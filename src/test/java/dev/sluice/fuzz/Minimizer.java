package dev.sluice.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableSchema;

/**
 * Makes cases smaller for as long as they show a difference.
 */
final class Minimizer {

	private static final int MOST_ATTEMPTS = 20_000;

	private FuzzCase smallest;

	private int attempts;

	private Minimizer(FuzzCase failing) {
		this.smallest = failing;
	}

	/**
	 * A small case that differs, too.
	 */
	static FuzzCase minimize(FuzzCase failing) {
		Minimizer minimizer = new Minimizer(failing);
		minimizer.dropRecords();
		boolean smaller = true;
		while (smaller) {
			FuzzCase before = minimizer.smallest;
			minimizer.simplifySettings();
			minimizer.shortenRecords();
			minimizer.dropColumns();
			smaller = before != minimizer.smallest && minimizer.attempts < MOST_ATTEMPTS;
		}
		return minimizer.smallest;
	}

	private boolean keepIfDiffers(FuzzCase candidate) {
		this.attempts++;
		boolean differs = this.attempts < MOST_ATTEMPTS && candidate.difference() != null;
		this.smallest = differs ? candidate : this.smallest;
		return differs;
	}

	private void dropRecords() {
		List<byte[]> records = this.smallest.records();
		if (keepIfDiffers(this.smallest.withRecords(List.of(records.get(records.size() - 1))))) {
			return;
		}
		for (int chunk = records.size() / 2; chunk > 0; chunk /= 2) {
			for (int from = 0; from + chunk < this.smallest.records().size();) {
				List<byte[]> fewer = new ArrayList<>(this.smallest.records());
				fewer.subList(from, from + chunk).clear();
				from += keepIfDiffers(this.smallest.withRecords(fewer)) ? 0 : chunk;
			}
		}
	}

	private void shortenRecords() {
		for (int i = 0; i < this.smallest.records().size(); i++) {
			int length = this.smallest.records().get(i).length;
			for (int chunk = Math.max(1, length / 2); chunk > 0; chunk /= 2) {
				shortenRecord(i, chunk);
			}
		}
	}

	private void shortenRecord(int index, int chunk) {
		for (int from = 0; from < this.smallest.records().get(index).length;) {
			byte[] record = this.smallest.records().get(index);
			int to = Math.min(record.length, from + chunk);
			byte[] shorter = Arrays.copyOf(record, record.length - (to - from));
			System.arraycopy(record, to, shorter, from, record.length - to);
			List<byte[]> records = new ArrayList<>(this.smallest.records());
			records.set(index, shorter);
			from += keepIfDiffers(this.smallest.withRecords(records)) ? 0 : chunk;
		}
	}

	private void dropColumns() {
		List<Column> columns = this.smallest.schema().columns();
		for (int i = columns.size() - 1; i >= 0; i--) {
			List<Column> fewer = new ArrayList<>(this.smallest.schema().columns());
			Column column = fewer.remove(i);
			if (!keepIfDiffers(this.smallest.withSchema(new TableSchema(fewer)))
					&& column.type() instanceof ColumnType.Struct struct) {
				dropColumns(i, struct);
			}
		}
	}

	private void dropColumns(int index, ColumnType.Struct struct) {
		for (Column inner : struct.columns()) {
			List<Column> columns = new ArrayList<>(this.smallest.schema().columns());
			Column column = columns.get(index);
			List<Column> fewer = new ArrayList<>(((ColumnType.Struct) column.type()).columns());
			fewer.remove(inner);
			columns.set(index, new Column(column.name(), new ColumnType.Struct(fewer), column.mode(),
					column.defaultExpression(), null));
			keepIfDiffers(this.smallest.withSchema(new TableSchema(columns)));
		}
	}

	private void simplifySettings() {
		Settings settings = this.smallest.settings();
		keepIfDiffers(this.smallest.withSettings(Settings.DEFAULTS));
		keepIfDiffers(this.smallest.withSettings(
				new Settings(Settings.DEFAULTS.json(), settings.onUnknownField(), settings.onTypeConflict())));
		keepIfDiffers(this.smallest.withSettings(
				new Settings(settings.json(), settings.onUnknownField(), Settings.DEFAULTS.onTypeConflict())));
		keepIfDiffers(this.smallest.withSettings(
				new Settings(settings.json(), Settings.DEFAULTS.onUnknownField(), settings.onTypeConflict())));
	}

}
