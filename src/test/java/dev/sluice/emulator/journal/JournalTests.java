package dev.sluice.emulator.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JournalTests {

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void write() {
		this.file = this.directory.resolve("journal");
		try (Journal journal = Journal.open(this.file)) {
			journal.append("job", "one");
			journal.append("stream", "two\nlines");
			journal.append("job", "three");
		}
	}

	@Test
	void entriesAreRecoveredByKindInTheirOrder() {
		try (Journal journal = Journal.open(this.file)) {
			assertThat(journal.recovered("job")).containsExactly("one", "three");
			assertThat(journal.recovered("stream")).containsExactly("two\nlines");
			assertThat(journal.recovered("job")).isEmpty();
		}
	}

	@Test
	void entryTornAtTheEndIsCutOffAndWritingGoesOn() throws IOException {
		byte[] whole = Files.readAllBytes(this.file);
		for (int cut = 1; cut < 10; cut++) {
			Files.write(this.file, Arrays.copyOf(whole, whole.length - cut));
			try (Journal journal = Journal.open(this.file)) {
				assertThat(journal.recovered("job")).containsExactly("one");
				journal.append("job", "four");
			}
			try (Journal journal = Journal.open(this.file)) {
				assertThat(journal.recovered("job")).containsExactly("one", "four");
			}
		}
	}

	@Test
	void damageBeforeTheEndIsRefused() throws IOException {
		byte[] damaged = Files.readAllBytes(this.file);
		damaged[10]++;
		Files.write(this.file, damaged);

		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Journal.open(this.file))
			.withMessageContaining("damaged entry at byte 0");
	}

}
