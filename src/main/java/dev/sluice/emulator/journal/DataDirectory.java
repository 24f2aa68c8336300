package dev.sluice.emulator.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The directory that holds all of one emulator: the journal, the rows, and the identity
 * that keeps it together with whatever else belongs to the same instance.
 *
 * Locked for one process at a time. A directory of which only a part is left is refused.
 * Without a path the directory is a temporary one that closing deletes.
 */
public final class DataDirectory implements AutoCloseable {

	private static final String INSTANCE = "instance";

	private final Path root;

	private final boolean temporary;

	private final FileChannel lock;

	private final String instance;

	private DataDirectory(Path root, boolean temporary, FileChannel lock, String instance) {
		this.root = root;
		this.temporary = temporary;
		this.lock = lock;
		this.instance = instance;
	}

	/**
	 * Opens or creates a directory.
	 * @param path where, or {@code null} for a temporary one
	 * @param instance the identity it must have, or {@code null} for any; a new directory
	 * takes it on
	 * @throws IllegalStateException if another process uses it, if it belongs to another
	 * instance or if a part of it is missing
	 */
	public static DataDirectory open(@Nullable Path path, @Nullable String instance) {
		try {
			Path root = (path != null) ? Files.createDirectories(path) : Files.createTempDirectory("bigquery-emulator");
			FileChannel lock = lock(root);
			try {
				return new DataDirectory(root, path == null, lock, identify(root, instance));
			}
			catch (IOException | RuntimeException ex) {
				lock.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static FileChannel lock(Path root) throws IOException {
		FileChannel channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		try {
			FileLock lock = channel.tryLock();
			if (lock != null) {
				return channel;
			}
		}
		catch (OverlappingFileLockException ex) {
			// the same process holds it: refused below, as for any other
		}
		channel.close();
		throw new IllegalStateException("another emulator uses " + root);
	}

	private static String identify(Path root, @Nullable String expected) throws IOException {
		Path file = root.resolve(INSTANCE);
		if (Files.exists(file)) {
			String found = Files.readString(file).strip();
			if (expected != null && !expected.equals(found)) {
				throw new IllegalStateException(root + " belongs to instance " + found + ", not to " + expected);
			}
			for (String part : List.of("journal", "rows")) {
				if (!Files.exists(root.resolve(part))) {
					throw new IllegalStateException(root + " is incomplete: " + part + " is missing");
				}
			}
			return found;
		}
		if (Files.exists(root.resolve("journal")) && Files.size(root.resolve("journal")) > 0) {
			throw new IllegalStateException(root + " is incomplete: " + INSTANCE + " is missing");
		}
		Files.createDirectories(root.resolve("rows"));
		if (!Files.exists(root.resolve("journal"))) {
			Files.createFile(root.resolve("journal"));
		}
		String created = (expected != null) ? expected : UUID.randomUUID().toString();
		Path draft = Files.writeString(root.resolve(INSTANCE + ".new"), created);
		Files.move(draft, file);
		return created;
	}

	public String instance() {
		return this.instance;
	}

	/**
	 * Returns the path of the journal.
	 */
	public Path journal() {
		return this.root.resolve("journal");
	}

	/**
	 * Returns the directory of the files that hold rows.
	 */
	public Path rows() {
		return this.root.resolve("rows");
	}

	/**
	 * Returns a directory inside this one, made if it is not there yet.
	 */
	public Path directory(String name) {
		try {
			return Files.createDirectories(this.root.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.lock.close();
			if (this.temporary) {
				delete(this.root);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Deletes a directory and what is in it.
	 */
	public static void delete(Path root) throws IOException {
		try (Stream<Path> paths = Files.walk(root)) {
			for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(path);
			}
		}
	}

}
