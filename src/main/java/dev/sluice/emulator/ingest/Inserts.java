package dev.sluice.emulator.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Catalog;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.row.PartitionWindow;
import dev.sluice.emulator.table.RowSource;
import org.jspecify.annotations.Nullable;

/**
 * Streaming inserts: {@code tabledata.insertAll}.
 *
 * Sees tables as the write path does; while a change is on its way, every other call sees
 * it later than the rest, as when many servers share the work. Safe for use by many
 * threads.
 */
public final class Inserts {

	private static final int MAX_ROWS = 50_000;

	private final Engine engine;

	private final InsertIds ids = new InsertIds();

	private final AtomicInteger calls = new AtomicInteger();

	public Inserts(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Inserts the rows of a request.
	 * @param id the table, perhaps with the decorator of a partition
	 * @param body the request
	 * @param refusal the rows that a fault refuses, or {@code null}
	 * @return the errors of each row by its index; empty if every row was inserted
	 * @throws ApiError if the request as a whole is refused
	 */
	public Map<Integer, RowError> insert(TableId id, JsonObject body, Effect.@Nullable RefuseRows refusal) {
		Decorator target = Decorator.of(id);
		List<JsonObject> requested = rows(body);
		Table table = seen(target.table(), string(body, "templateSuffix"));
		JsonRows json = new JsonRows(table.schema().fields(), Wording.INSERT, flag(body, "ignoreUnknownValues"));
		PartitionWindow window = PartitionWindow.of(table, this.engine.clock().instant());
		Map<Integer, RowError> errors = new TreeMap<>();
		List<@Nullable EncodedRow> encoded = new ArrayList<>();
		boolean mismatch = false;
		for (int i = 0; i < requested.size(); i++) {
			try {
				checkNotRefused(refusal, i);
				EncodedRow row = json.encode(requested.get(i).getAsJsonObject("json"));
				checkPartition(window, json, row.bytes());
				encoded.add(row);
			}
			catch (BadRowException ex) {
				errors.put(i, new RowError("invalid", ex.location(), String.valueOf(ex.getMessage())));
				encoded.add(null);
				mismatch |= ex.unknownField();
			}
		}
		if (!errors.isEmpty() && (mismatch || !flag(body, "skipInvalidRows"))) {
			for (int i = 0; i < requested.size(); i++) {
				errors.putIfAbsent(i, new RowError("stopped", "", ""));
			}
			return errors;
		}
		append(table, target.partition(), json, requested, encoded);
		return errors;
	}

	private static List<JsonObject> rows(JsonObject body) {
		List<JsonObject> rows = new ArrayList<>();
		if (body.has("rows") && body.get("rows").isJsonArray()) {
			for (JsonElement row : body.getAsJsonArray("rows")) {
				if (!row.isJsonObject() || !row.getAsJsonObject().has("json")
						|| !row.getAsJsonObject().get("json").isJsonObject()) {
					throw ApiError.invalid("Missing json in row " + rows.size() + '.');
				}
				rows.add(row.getAsJsonObject());
			}
		}
		if (rows.isEmpty()) {
			throw ApiError.invalid("No rows present in the request.");
		}
		if (rows.size() > MAX_ROWS) {
			throw ApiError.invalid(
					"too many rows present in the request, limit: " + MAX_ROWS + " row count: " + rows.size() + '.');
		}
		return rows;
	}

	private Table seen(TableId id, @Nullable String suffix) {
		Catalog catalog = this.engine.catalog();
		if (suffix != null && !suffix.isEmpty()) {
			Table template = catalog.table(id);
			TableId copy = id.inDataset().table(id.table() + suffix);
			return catalog.findTable(copy).orElseGet(() -> catalog.createTable(copy, template.definition()));
		}
		boolean late = this.calls.incrementAndGet() % 2 == 0;
		Duration staleness = late ? this.engine.behavior().get(Setting.STALE_SPREAD) : Duration.ZERO;
		return catalog.writeView(staleness).table(id).orElseThrow(() -> {
			catalog.table(id);
			return ApiError.notFound("Not found: Table " + id);
		});
	}

	private static void checkNotRefused(Effect.@Nullable RefuseRows refusal, int index) {
		if (refusal != null) {
			boolean refused = refusal.rows().isEmpty() ? index % refusal.every() == 0 : refusal.rows().contains(index);
			if (refused) {
				throw new BadRowException("", refusal.message(), false);
			}
		}
	}

	private static void checkPartition(PartitionWindow window, JsonRows json, byte[] row) {
		String problem = window.problem(json.encoder().plan(), row, 0, row.length);
		if (problem != null) {
			throw new BadRowException(window.column(), problem, false);
		}
	}

	private void append(Table table, @Nullable Instant partition, JsonRows json, List<JsonObject> requested,
			List<@Nullable EncodedRow> encoded) {
		Instant now = this.engine.clock().instant();
		RowCollector collector = new RowCollector(table.schema().fields(), json.encoder(), this.engine.rows().of(table),
				RowSource.INSERTS, now, partition);
		boolean dedup = this.engine.behavior().get(Setting.INSERT_ID_DEDUP);
		for (int i = 0; i < requested.size(); i++) {
			EncodedRow row = encoded.get(i);
			String insertId = string(requested.get(i), "insertId");
			boolean known = dedup && insertId != null && this.ids.seen(table.incarnation(), insertId, now);
			if (row != null && !known) {
				collector.add(row.bytes(), row.nulls());
			}
			if (row != null && insertId != null) {
				this.ids.add(table.incarnation(), insertId, now);
			}
		}
		collector.flush();
	}

	private static boolean flag(JsonObject json, String property) {
		return json.has(property) && json.get(property).getAsBoolean();
	}

	private static @Nullable String string(JsonObject json, String property) {
		return (json.has(property) && !json.get(property).isJsonNull()) ? json.get(property).getAsString() : null;
	}

	/**
	 * What is wrong with a row.
	 *
	 * @param reason {@code invalid}, or {@code stopped} for a good row beside a bad one
	 * @param location the field it is about, or empty
	 * @param message what is wrong
	 */
	public record RowError(String reason, String location, String message) {
	}

}
