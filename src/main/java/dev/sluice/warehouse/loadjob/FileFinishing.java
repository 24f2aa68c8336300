package dev.sluice.warehouse.loadjob;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import dev.sluice.table.Column;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.FilesProperties.Format;
import dev.sluice.warehouse.PathTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the files that a job loads of those in which rows were gathered: in their format
 * and folders, where they are wanted. Newline JSON that is uploaded is taken as it was
 * gathered. Thread-safe.
 */
final class FileFinishing {

	private static final Logger logger = LoggerFactory.getLogger(FileFinishing.class);

	/** Jobs run for six hours at most. */
	private static final Duration ORPHANED = Duration.ofDays(1);

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private final Format wanted;

	private final @Nullable FilePlace place;

	private final PathTemplate path;

	private final Duration kept;

	private final SpoolDirectory directory;

	private final InstantSource clock;

	/** Tables whose next rows are loaded so that errors name them. */
	private final Set<TableName> named = ConcurrentHashMap.newKeySet();

	/**
	 * Makes files.
	 * @param wanted their format, where it can hold the rows
	 * @param place where they are put, or {@code null} for where they are
	 * @param path their folders
	 * @param kept how long they are kept
	 * @param directory where they are made
	 */
	FileFinishing(Format wanted, @Nullable FilePlace place, PathTemplate path, Duration kept, SpoolDirectory directory,
			InstantSource clock) {
		this.wanted = wanted;
		this.place = place;
		this.path = path;
		this.kept = kept;
		this.directory = directory;
		this.clock = clock;
	}

	/**
	 * Makes the files of a load.
	 */
	FinishedFiles finish(TableLoad load) throws IOException {
		List<Column> columns = load.layout().schema().columns();
		boolean plain = this.named.contains(load.table());
		Format format = plain ? Format.JSON : RowFormats.of(this.wanted, columns);
		if (format == Format.JSON && (plain || this.place == null)) {
			return new FinishedFiles(format, LoadPart.local(load.parts()), true);
		}
		Map<String, Path> folders = write(load, format, columns);
		List<LoadFile> files = new ArrayList<>();
		for (Map.Entry<String, Path> folder : folders.entrySet()) {
			String name = load.table() + "/" + folder.getKey() + load.job() + RowFormats.suffix(format);
			FilePlace target = this.place;
			files.add((target != null) ? target.put(folder.getValue(), name) : new LoadFile.Local(folder.getValue()));
			if (target != null) {
				Files.deleteIfExists(folder.getValue());
			}
		}
		return new FinishedFiles(format, files, format == Format.JSON && !this.path.byField());
	}

	private Map<String, Path> write(TableLoad load, Format format, List<Column> columns) throws IOException {
		Map<String, Path> paths = new LinkedHashMap<>();
		Map<String, RowFile> open = new LinkedHashMap<>();
		Instant now = this.clock.instant();
		try {
			for (SpoolFile file : load.files()) {
				try (BufferedReader lines = Files.newBufferedReader(file.path())) {
					for (String line = lines.readLine(); line != null; line = lines.readLine()) {
						JsonNode row = MAPPER.readTree(line);
						String folder = this.path.folder(now, (column) -> text(row, column));
						RowFile target = open.get(folder);
						if (target == null) {
							paths.put(folder, this.directory.newFile(RowFormats.suffix(format)));
							target = RowFormats.open(format, paths.get(folder), columns);
							open.put(folder, target);
						}
						target.add(line.getBytes(StandardCharsets.UTF_8), row);
					}
				}
			}
		}
		finally {
			for (RowFile target : open.values()) {
				target.close();
			}
		}
		return paths;
	}

	private static @Nullable String text(JsonNode row, String column) {
		JsonNode value = row.get(column);
		return (value != null && value.isValueNode() && !value.isNull()) ? value.asString() : null;
	}

	/**
	 * Notes that a job was refused: of newline JSON BigQuery says which row is to blame.
	 * @return whether none of the table's has succeeded since another was refused
	 */
	boolean refused(TableName table) {
		return !this.named.add(table);
	}

	/**
	 * Deletes the files of a job that has ended, unless they are kept.
	 */
	void over(TableLoad load, FinishedFiles finished, boolean loaded) {
		if (loaded) {
			this.named.remove(load.table());
		}
		FilePlace target = (this.place != null) ? this.place : DirectoryPlace.ANY;
		if (!loaded || this.place == null || this.kept.isZero()) {
			finished.files().forEach((file) -> delete(target, file));
		}
	}

	/**
	 * Deletes files that were kept long enough, and those of processes that were killed.
	 */
	void sweep(Predicate<LoadFile> needed) {
		FilePlace target = this.place;
		if (target == null) {
			return;
		}
		Duration age = (this.kept.compareTo(ORPHANED) > 0) ? this.kept : ORPHANED;
		try {
			for (LoadFile file : target.before(this.clock.instant().minus(age))) {
				if (!needed.test(file)) {
					delete(target, file);
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.atWarn().addKeyValue("cause", ex.toString()).log("old files are not swept");
		}
	}

	private static void delete(FilePlace place, LoadFile file) {
		try {
			place.delete(file);
		}
		catch (IOException ex) {
			logger.atWarn().addKeyValue("file", file).addKeyValue("cause", ex.toString()).log("file not deleted");
		}
	}

}
