package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in which one pipeline of one process gathers rows. It is locked for as
 * long as the process lives; directories that nobody has locked are left over from
 * processes that were killed, whose rows are done again from Kafka. Thread-safe.
 */
final class SpoolDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SpoolDirectory.class);

	private static final String LOCK = "lock";

	private final Path pipeline;

	private final AtomicLong counter = new AtomicLong();

	private @Nullable Path own;

	private @Nullable FileChannel lock;

	/**
	 * A directory.
	 * @param pipeline the directory of all processes
	 */
	SpoolDirectory(Path pipeline) {
		this.pipeline = pipeline;
	}

	/**
	 * A file that is not there yet.
	 */
	Path newFile(String suffix) throws IOException {
		return own().resolve(this.counter.incrementAndGet() + suffix);
	}

	private synchronized Path own() throws IOException {
		Path existing = this.own;
		if (existing != null) {
			return existing;
		}
		sweep();
		Path made = this.pipeline.resolve(UUID.randomUUID().toString());
		Files.createDirectories(made);
		FileChannel channel = FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		if (channel.tryLock() == null) {
			throw new IOException("directory " + made + " cannot be locked");
		}
		this.lock = channel;
		this.own = made;
		return made;
	}

	/** A directory without a lock may be that of a process which is just making it. */
	private void sweep() throws IOException {
		if (!Files.isDirectory(this.pipeline)) {
			return;
		}
		for (Path other : list(this.pipeline)) {
			Path file = other.resolve(LOCK);
			if (Files.exists(file) && abandoned(file)) {
				delete(other);
				logger.atInfo().addKeyValue("directory", other).log("spool of an ended process deleted");
			}
		}
	}

	private static boolean abandoned(Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
				FileLock taken = channel.tryLock()) {
			return taken != null;
		}
		catch (IOException | OverlappingFileLockException ex) {
			return false;
		}
	}

	private static List<Path> list(Path directory) throws IOException {
		try (Stream<Path> paths = Files.list(directory)) {
			return paths.toList();
		}
	}

	/** The lock goes last, so that what is left is swept the next time. */
	private static void delete(Path directory) {
		try {
			for (Path file : list(directory)) {
				if (!file.endsWith(LOCK)) {
					Files.deleteIfExists(file);
				}
			}
			Files.deleteIfExists(directory.resolve(LOCK));
			Files.deleteIfExists(directory);
		}
		catch (NoSuchFileException ex) {
			// somebody else has swept it
		}
		catch (IOException ex) {
			logger.atWarn().addKeyValue("directory", directory).addKeyValue("cause", ex.toString()).log("not swept");
		}
	}

	/**
	 * Deletes the directory.
	 */
	@Override
	public synchronized void close() {
		Path existing = this.own;
		FileChannel held = this.lock;
		if (existing != null && held != null) {
			delete(existing);
			try {
				held.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			this.own = null;
		}
	}

}
