package dev.sluice.warehouse.loadjob;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.retry.RetryProperties;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.FileLoads;
import dev.sluice.warehouse.FilesProperties;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.LoadCut;
import dev.sluice.warehouse.LoadCut.LoadOutcome;
import dev.sluice.warehouse.LoadSpool;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.TableProfile;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WriteProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * An emulator with a table of orders, and load jobs by as many processes as a test likes.
 * What a pipeline does is done by the test.
 */
final class LoadWorld implements Tables, AutoCloseable {

	static final TableId ORDERS = new TableId("p", "shop", "orders");

	private final Emulator emulator = Emulator.start();

	private final List<PipelineLoads> processes = new ArrayList<>();

	private final Map<String, String> properties = new HashMap<>();

	/** Midnight at first. */
	private Instant now = Instant.now().truncatedTo(ChronoUnit.DAYS);

	/**
	 * A world.
	 * @param directory for everything on the disk
	 */
	LoadWorld(Path directory) {
		set("files.spool-directory", directory.resolve("spool").toString());
		set("files.poll", "10ms");
		set("outage.initial", "20ms");
		set("outage.longest", "40ms");
		this.emulator.catalog().createDataset(ORDERS.inDataset(), new JsonObject());
		this.emulator.catalog()
			.createTable(ORDERS, TableDefinition.parse(
					JsonParser.parseString("{'schema':{'fields':[{'name':'n','type':'INTEGER'}]}}").getAsJsonObject()));
	}

	/** Sets a property of {@code files} or {@code write} for processes to come. */
	void set(String property, String value) {
		this.properties.put(property, value);
	}

	Emulator emulator() {
		return this.emulator;
	}

	/** The load jobs of a new process. */
	FileLoads process() {
		BigQuery bigQuery = BigQueryOptions.newBuilder()
			.setProjectId("p")
			.setHost(this.emulator.restHost())
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
		InstantSource clock = () -> this.now;
		PipelineLoads loads = new PipelineLoads(bigQuery, this, () -> {
			throw new IllegalStateException("no bucket");
		}, bound("outage", RetryProperties.class), new SimpleMeterRegistry(), clock);
		this.processes.add(loads);
		return loads.open("orders", bound("files", FilesProperties.class), bound("write", WriteProperties.class));
	}

	private <T> T bound(String prefix, Class<T> type) {
		Binder binder = new Binder(new MapConfigurationPropertySource(this.properties));
		return binder.bindOrCreate(prefix, Bindable.of(type));
	}

	void pass(Duration time) {
		this.now = this.now.plus(time);
	}

	/** Appends rows, and has them loaded by one job. */
	@CanIgnoreReturnValue
	LoadOutcome loaded(LoadSpool spool, Long... offsets) {
		Lane lane = spool.lane(SpooledRows.TABLE);
		CompletableFuture<AppendResult> answer = append(lane, offsets);
		LoadOutcome outcome = submitted(cut(spool));
		if (answer.getNow(new AppendResult.TooLarge()) instanceof AppendResult.TooLarge) {
			throw new AssertionError("rows were not answered");
		}
		lane.close();
		return outcome;
	}

	@CanIgnoreReturnValue
	static CompletableFuture<AppendResult> append(Lane lane, Long... offsets) {
		return lane.append(SpooledRows.of(offsets), () -> {
		}).toCompletableFuture();
	}

	static LoadCut cut(LoadSpool spool) {
		LoadCut cut = Objects.requireNonNull(spool.cut());
		cut.ready().toCompletableFuture().join();
		return cut;
	}

	@CanIgnoreReturnValue
	static LoadOutcome submitted(LoadCut cut) {
		return cut.submit().toCompletableFuture().join();
	}

	/** What the table holds. */
	List<Object> rows() {
		return this.emulator.rows(ORDERS).stream().map((row) -> Objects.requireNonNull(row.get("n"))).toList();
	}

	@Override
	public String defaultProject() {
		return "p";
	}

	@Override
	public TableDescription describe(TableName table) {
		return new TableDescription(new TableSchema(List.of()), this.emulator.location(), null, null);
	}

	@Override
	public TableProfile profile(TableName table) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean drop(TableName table) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean hasRows(TableName table) {
		return false;
	}

	@Override
	public boolean createDataset(TableName table, String location) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean create(TableName table, dev.sluice.warehouse.TableDefinition definition) {
		throw new UnsupportedOperationException();
	}

	@Override
	public TableDescription alter(TableName table, UnaryOperator<TableSchema> wanted) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
		this.processes.forEach(PipelineLoads::close);
		this.emulator.close();
	}

}
