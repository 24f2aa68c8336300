package dev.sluice.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cases that are kept: whatever once was wrong, and what is easily got wrong.
 */
final class Corpus {

	private static final Path DIRECTORY = Path.of("src", "test", "resources", "dev", "sluice", "fuzz", "corpus");

	private Corpus() {
	}

	static List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(DIRECTORY)) {
			return files.filter((file) -> file.toString().endsWith(".json")).sorted().toList();
		}
	}

	static List<FuzzCase> cases() throws IOException {
		return files().stream().map(Corpus::read).toList();
	}

	static FuzzCase read(Path file) {
		try {
			return CaseFile.read(Files.readString(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
