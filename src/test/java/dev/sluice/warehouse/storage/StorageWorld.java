package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.write.GoogleClient;
import dev.sluice.table.EncodedRows;
import dev.sluice.table.ExplicitNulls;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.table.WireRowWriter;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.BufferedStreams;
import dev.sluice.warehouse.FlushResult;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.SchemaNotices;
import dev.sluice.warehouse.StreamPosition;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Storage Write API of an emulator, with a table of orders.
 */
final class StorageWorld implements AutoCloseable {

	static final TableName ORDERS = new TableName("local", "shop", "orders");

	final Emulator emulator = Emulator.start();

	final SchemaNotices notices = new SchemaNotices();

	private final BigQueryWriteClient client = GoogleClient.connect(this.emulator.grpcPort());

	private final StorageWarehouse warehouse;

	/** Added to the time that the warehouse measures. */
	private final AtomicLong later = new AtomicLong();

	StorageWorld(Duration answerLimit) {
		this(answerLimit, 10_000);
	}

	StorageWorld(Duration answerLimit, int streamsPerHour) {
		this.warehouse = new StorageWarehouse(this.client,
				new StorageProperties(answerLimit, Duration.ofMillis(500), 2, false, streamsPerHour), this.notices,
				() -> System.nanoTime() + this.later.get());
		this.emulator.catalog().createDataset(id(ORDERS).inDataset(), new JsonObject());
	}

	/**
	 * Creates a table that the write path sees already.
	 * @param fields its columns as JSON, with single quotes
	 */
	StorageWorld with(TableName table, String fields) {
		this.emulator.catalog().createTable(id(table), definition(fields));
		return caughtUp();
	}

	/**
	 * Changes the table's columns; the write path does not see it yet.
	 */
	void change(TableName table, String fields) {
		this.emulator.catalog().changeTable(id(table), null, (before) -> before.with(definition(fields).schema()));
	}

	StorageWorld caughtUp() {
		this.emulator.clock().advance(Duration.ofSeconds(3));
		return this;
	}

	private static TableDefinition definition(String fields) {
		String json = "{'schema':{'fields':" + fields + "}}";
		return TableDefinition.parse(JsonParser.parseString(json).getAsJsonObject());
	}

	Lane lane() {
		return this.warehouse.lane(ORDERS);
	}

	BufferedStreams buffered() {
		return this.warehouse.buffered();
	}

	FlushResult flush(StreamPosition upTo) {
		return answer(buffered().flush(ORDERS, upTo));
	}

	/**
	 * Where rows end that are stored.
	 */
	static StreamPosition upTo(AppendResult result) {
		assertThat(result).isInstanceOf(AppendResult.Stored.class);
		return Objects.requireNonNull(((AppendResult.Stored) result).upTo());
	}

	/**
	 * Lets time pass for the warehouse.
	 */
	void later(Duration time) {
		this.later.addAndGet(time.toNanos());
	}

	void finalizeStream(String id) {
		this.client.finalizeWriteStream(StreamNames.stream(ORDERS, id));
	}

	StorageWritePath writePath() {
		return new StorageWritePath(this.client);
	}

	RowLayout layout() {
		return RowLayout.of(ORDERS, Objects.requireNonNull(writePath().schema(ORDERS)));
	}

	List<Map<String, @Nullable Object>> rows() {
		return this.emulator.rows(id(ORDERS));
	}

	List<@Nullable Object> ids() {
		List<@Nullable Object> ids = new ArrayList<>();
		rows().forEach((row) -> ids.add(row.get("id")));
		return ids;
	}

	static TableId id(TableName table) {
		return new TableId(table.project(), table.dataset(), table.table());
	}

	/**
	 * Rows with nothing but an id, in field 0.
	 */
	static EncodedRows ids(RowLayout layout, int from, int count) {
		List<Consumer<RowWriter>> rows = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			long id = (long) from + i;
			rows.add((row) -> row.int64(0, id));
		}
		return rows(layout, rows);
	}

	@SafeVarargs
	@SuppressWarnings("varargs")
	static EncodedRows rows(RowLayout layout, Consumer<RowWriter>... rows) {
		return rows(layout, List.of(rows));
	}

	private static EncodedRows rows(RowLayout layout, List<Consumer<RowWriter>> rows) {
		WireRowWriter writer = new WireRowWriter();
		ExplicitNulls nulls = new ExplicitNulls();
		for (Consumer<RowWriter> row : rows) {
			writer.begin(layout);
			row.accept(writer);
			writer.endRow();
			assertThat(nulls.admit(writer, writer.rows() - 1)).isTrue();
		}
		return new Rows(layout, writer, nulls.columns(layout));
	}

	static <T> T answer(CompletionStage<T> stage) {
		try {
			return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError("no answer", ex);
		}
	}

	@Override
	public void close() {
		this.warehouse.close();
		this.client.shutdownNow();
		this.emulator.close();
	}

	private record Rows(RowLayout layout, WireRowWriter writer, Set<String> explicitNulls) implements EncodedRows {

		@Override
		public int count() {
			return this.writer.rows();
		}

		@Override
		public byte[] buffer() {
			return this.writer.buffer();
		}

		@Override
		public int start(int row) {
			return this.writer.rowStart(row);
		}

		@Override
		public int end(int row) {
			return this.writer.rowEnd(row);
		}

		@Override
		public long offset(int row) {
			return row;
		}

		@Override
		public String name(int row) {
			return "orders-0@" + row;
		}

	}

}
