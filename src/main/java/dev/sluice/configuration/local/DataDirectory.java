package dev.sluice.configuration.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;

import dev.sluice.configuration.ConfigurationRefusedException;
import dev.sluice.configuration.Refusal;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * The directory in which broker and emulator keep everything, each in a part of its own.
 * Both carry one id: offsets of one instance mean nothing to the tables of another, so
 * half a directory is refused.
 */
final class DataDirectory implements AutoCloseable {

	private static final String PROPERTY = "sluice.local.data-dir";

	private final Path directory;

	private final boolean temporary;

	private DataDirectory(Path directory, boolean temporary) {
		this.directory = directory;
		this.temporary = temporary;
	}

	static DataDirectory open(@Nullable Path given) {
		try {
			return (given != null) ? new DataDirectory(Files.createDirectories(given.toAbsolutePath()), false)
					: new DataDirectory(Files.createTempDirectory("sluice-local-"), true);
		}
		catch (IOException ex) {
			throw refusal(given, "It cannot be made: " + ex.getMessage() + ".");
		}
	}

	/**
	 * The directory of a part, made when the part runs for the first time.
	 * @throws ConfigurationRefusedException if the part has run here before and its
	 * directory is gone
	 */
	Part part(String name) {
		try (FileChannel channel = FileChannel.open(this.directory.resolve("instance.lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); var lock = channel.lock()) {
			Properties instance = read();
			Path part = this.directory.resolve(name);
			boolean known = lock.isValid() && "true".equals(instance.getProperty(name));
			if (known != Files.isDirectory(part)) {
				throw refusal(this.directory, known ? "The part '%s' of it is missing.".formatted(name)
						: "It has a part '%s' of another instance.".formatted(name));
			}
			Files.createDirectories(part);
			instance.putIfAbsent("id", Uuid.randomUuid().toString());
			instance.setProperty(name, "true");
			write(instance);
			return new Part(part, instance.getProperty("id"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Properties read() throws IOException {
		Properties instance = new Properties();
		Path file = this.directory.resolve("instance.properties");
		if (Files.exists(file)) {
			try (Reader reader = Files.newBufferedReader(file)) {
				instance.load(reader);
			}
		}
		return instance;
	}

	private void write(Properties instance) throws IOException {
		try (Writer writer = Files.newBufferedWriter(this.directory.resolve("instance.properties"))) {
			instance.store(writer, "What the broker and the emulator of local mode keep here belongs together.");
		}
	}

	private static ConfigurationRefusedException refusal(@Nullable Path directory, String reason) {
		return new ConfigurationRefusedException(List.of(new Refusal(PROPERTY, directory, reason,
				"Write a new directory for %s, or leave it out for a temporary one.".formatted(PROPERTY))));
	}

	/**
	 * Deletes a temporary directory.
	 */
	@Override
	public void close() {
		if (this.temporary) {
			FileSystemUtils.deleteRecursively(this.directory.toFile());
		}
	}

	/**
	 * The directory of a part.
	 *
	 * @param directory where it is
	 * @param instance the id of the instance, which is an id of a Kafka cluster too
	 */
	record Part(Path directory, String instance) {

	}

}
