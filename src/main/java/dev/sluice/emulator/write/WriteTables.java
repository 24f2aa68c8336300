package dev.sluice.emulator.write;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import dev.sluice.emulator.catalog.Catalog;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.catalog.WriteView;
import dev.sluice.emulator.fault.Behavior;
import dev.sluice.emulator.fault.Permissions;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.stream.StreamException;
import org.jspecify.annotations.Nullable;

/**
 * Tables as the write path finds them by the names that writers use.
 */
final class WriteTables {

	private static final Pattern DECORATED = Pattern.compile("([^$]+)\\$(\\d{4})(\\d{2})?(\\d{2})?(\\d{2})?");

	private final Catalog catalog;

	private final Behavior behavior;

	private final Random random = new Random(0);

	WriteTables(Catalog catalog, Behavior behavior) {
		this.catalog = catalog;
		this.behavior = behavior;
	}

	/**
	 * Returns a view for one connection or call: as stale as chance has it.
	 */
	WriteView view() {
		return this.catalog.writeView(staleness());
	}

	Duration staleness() {
		long spread = this.behavior.get(Setting.STALE_SPREAD).toMillis();
		return Duration.ofMillis((spread > 0) ? (long) (this.random.nextDouble() * spread) : 0);
	}

	WriteView view(Duration staleness) {
		return this.catalog.writeView(staleness);
	}

	/**
	 * Finds a table.
	 * @param entity what the caller named, for the refusal
	 * @throws StreamException if the write path does not know it
	 */
	Table table(WriteView view, TableId name, String entity) {
		if (!new Permissions(this.behavior).granted("bigquery.tables.updateData")) {
			throw denied(name);
		}
		Table table = view.table(plain(name)).orElseThrow(() -> missing(name, entity));
		if (table.definition().view()) {
			throw StreamException.invalid("Cannot write to a view.", entity);
		}
		return table;
	}

	private StreamException missing(TableId name, String entity) {
		if (this.behavior.get(Setting.MISSING_TABLE_DENIED)) {
			return denied(name);
		}
		return StreamException.tableNotFound(entity);
	}

	private static StreamException denied(TableId name) {
		return new StreamException("PERMISSION_DENIED", StorageErrorCode.STORAGE_ERROR_CODE_UNSPECIFIED,
				"Permission 'TABLES_UPDATE_DATA' denied on resource '" + name.path() + "' (or it may not exist).", "");
	}

	/**
	 * Returns the name without its partition decorator.
	 */
	static TableId plain(TableId name) {
		int dollar = name.table().indexOf('$');
		return (dollar < 0) ? name : name.inDataset().table(name.table().substring(0, dollar));
	}

	/**
	 * Returns the start of the partition that a name's decorator says, {@code null} if it
	 * has none.
	 * @throws StreamException if the decorator is none or outside of the window for
	 * streaming
	 */
	static @Nullable Instant partition(TableId name, Instant now) {
		if (name.table().indexOf('$') < 0) {
			return null;
		}
		Matcher matcher = DECORATED.matcher(name.table());
		if (!matcher.matches()) {
			throw StreamException.invalid("Invalid partition decorator: " + name.table() + '.', name.path());
		}
		LocalDateTime start = LocalDate.of(part(matcher, 2), part(matcher, 3), part(matcher, 4))
			.atStartOfDay()
			.with(ChronoField.HOUR_OF_DAY, (matcher.group(5) != null) ? Integer.parseInt(matcher.group(5)) : 0);
		Instant partition = start.toInstant(ZoneOffset.UTC);
		if (partition.isBefore(now.minus(Duration.ofDays(32))) || partition.isAfter(now.plus(Duration.ofDays(16)))) {
			throw StreamException.invalid("The partition " + name.table() + " is outside the allowed bounds. You can "
					+ "only stream to partitions within 31 days in the past and 16 days in the future relative to the "
					+ "current date.", name.path());
		}
		return partition;
	}

	private static int part(Matcher matcher, int group) {
		return (matcher.group(group) != null) ? Integer.parseInt(matcher.group(group)) : 1;
	}

}
