package dev.sluice.emulator.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Schema;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.table.RowSource;
import dev.sluice.emulator.table.TableRows;
import org.jspecify.annotations.Nullable;

/**
 * A load of newline JSON into a table: all of its rows are seen at once, or none ever.
 */
public final class LoadJob {

	private final Engine engine;

	private final String id;

	private final LoadConfiguration configuration;

	private final List<JobError> errors = new ArrayList<>();

	private long rows;

	private long bytes;

	/**
	 * Makes a load.
	 * @param id a name that no other load has
	 * @param project the project of the job
	 * @param configuration the {@code JobConfigurationLoad}
	 * @throws ApiError if the configuration is refused
	 */
	public LoadJob(Engine engine, String id, String project, JsonObject configuration) {
		this.engine = engine;
		this.id = id;
		this.configuration = new LoadConfiguration(configuration, project);
		this.configuration.check();
	}

	/**
	 * Returns the files in buckets that the rows come from.
	 */
	public List<String> sources() {
		return this.configuration.sources();
	}

	/**
	 * Returns the table that the rows go to.
	 */
	public TableId table() {
		return this.configuration.destination().table();
	}

	/**
	 * Loads files.
	 * @throws ApiError if nothing was loaded; more about it is in {@link #errors()}
	 */
	public void run(List<Path> files) throws IOException {
		Optional<Table> existing = this.engine.catalog().findTable(table());
		if (existing.isEmpty()) {
			this.engine.catalog().dataset(table().inDataset());
			if (!this.configuration.creates()) {
				throw ApiError.notFound("Not found: Table " + table());
			}
		}
		else if (this.configuration.disposition().equals("WRITE_EMPTY")
				&& this.engine.rows().of(existing.get()).rows() > 0) {
			throw ApiError.duplicate("Already Exists: Table " + table());
		}
		checkText(files);
		Schema provided = provided(files);
		if (existing.isPresent()) {
			// held rows are encoded for the schema to come before anyone can see either
			load(existing.get(), provided, files);
		}
		else if (provided != null) {
			check(provided, files);
			load(this.engine.catalog().createTable(table(), this.configuration.definition(provided)), provided, files);
		}
		else {
			throw ApiError.invalid("No schema specified on job or table.");
		}
	}

	private void checkText(List<Path> files) throws IOException {
		String bad = this.engine.behavior().get(Setting.UNPLACED_BAD_TEXT);
		for (Path file : bad.isEmpty() ? List.<Path>of() : files) {
			try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
				if (lines.anyMatch((line) -> line.contains(bad))) {
					throw ApiError.invalid("Error while reading data, error message: a value is not supported");
				}
			}
		}
	}

	private @Nullable Schema provided(List<Path> files) throws IOException {
		Schema provided = this.configuration.schema();
		return (provided == null && this.configuration.autodetects()) ? detected(files) : provided;
	}

	/**
	 * Returns the schema that a table gets from the one that it has.
	 */
	private Schema changed(Schema present, @Nullable Schema provided) {
		if (provided == null) {
			return present;
		}
		boolean replaced = this.configuration.disposition().equals("WRITE_TRUNCATE");
		return replaced ? provided
				: new LoadSchema(table(), this.configuration.allowsAddition(), this.configuration.allowsRelaxation())
					.merge(present, provided);
	}

	private Schema detected(List<Path> files) throws IOException {
		Autodetect autodetect = new Autodetect();
		int rows = 0;
		for (Path file : files) {
			try (FileRows lines = this.configuration.open(file)) {
				while (rows < Autodetect.ROWS && lines.advance()) {
					autodetect.add(lines.row());
					rows++;
				}
			}
			catch (BadRowException ex) {
				// counted when the rows are read
			}
		}
		return new Schema(autodetect.fields());
	}

	private void check(Schema schema, List<Path> files) throws IOException {
		read(schema, files, (row) -> {
		});
	}

	private void load(Table table, @Nullable Schema provided, List<Path> files) throws IOException {
		Schema schema = changed(table.schema(), provided);
		JsonRows json = new JsonRows(schema.fields(), Wording.LOAD, this.configuration.ignoresUnknown());
		TableRows target = this.engine.rows().of(table);
		RowSource source = target.forLoad(this.id);
		target.prepare(source);
		RowCollector collector = new RowCollector(schema.fields(), json.encoder(), target, source,
				this.engine.clock().instant(), this.configuration.destination().partition());
		read(schema, files, (row) -> collector.add(row.bytes(), row.nulls()));
		collector.flush();
		if (!schema.equals(table.schema())) {
			this.engine.catalog().replaceTable(table.id(), null, (old) -> old.with(changed(old.schema(), provided)));
		}
		target.showLoad(source, this.configuration.truncates());
		this.rows = collector.count();
		this.bytes = collector.bytes();
	}

	private void read(Schema schema, List<Path> files, RowTaker taker) throws IOException {
		this.errors.clear();
		JsonRows json = new JsonRows(schema.fields(), Wording.LOAD, this.configuration.ignoresUnknown());
		long read = 0;
		for (Path file : files) {
			try (FileRows rows = this.configuration.open(file)) {
				while (rows.advance()) {
					read++;
					try {
						taker.take(json.encode(rows.row()));
					}
					catch (BadRowException ex) {
						note(ex, rows.position(), read);
					}
				}
			}
		}
	}

	private void note(BadRowException ex, long position, long read) {
		this.errors.add(new JobError("invalid", "Error while reading data, error message: JSON parsing error in row "
				+ "starting at position " + position + ": " + ex.getMessage()));
		if (this.errors.size() > this.configuration.maxBadRecords()) {
			ApiError error = ApiError
				.invalid("Error while reading data, error message: JSON table encountered too many "
						+ "errors, giving up. Rows: " + read + "; errors: " + this.errors.size()
						+ ". Please look into the errors[] collection for more details.");
			this.errors.add(0, new JobError(error.reason(), error.message()));
			throw error;
		}
	}

	/**
	 * Returns what was wrong with rows, the error of the whole first if there is one.
	 */
	public List<JobError> errors() {
		return List.copyOf(this.errors);
	}

	/**
	 * Returns how many rows were loaded.
	 */
	public long rows() {
		return this.rows;
	}

	/**
	 * Returns the size of the rows that were loaded.
	 */
	public long bytes() {
		return this.bytes;
	}

	/**
	 * An error that a job reports.
	 *
	 * @param reason its short reason
	 * @param message its text
	 */
	public record JobError(String reason, String message) {
	}

	/**
	 * Takes a row.
	 */
	@FunctionalInterface
	private interface RowTaker {

		void take(EncodedRow row);

	}

}
