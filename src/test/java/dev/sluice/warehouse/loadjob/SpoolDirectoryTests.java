package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpoolDirectory}.
 */
class SpoolDirectoryTests {

	@TempDir
	Path pipeline;

	@Test
	void whatAKilledProcessHasLeftIsDeleted() throws IOException {
		Path left = Files.createDirectory(this.pipeline.resolve("left"));
		Files.createFile(left.resolve("lock"));
		Files.writeString(left.resolve("1.json"), "{}");

		try (SpoolDirectory spool = new SpoolDirectory(this.pipeline)) {
			spool.newFile(".json");

			assertThat(left).doesNotExist();
		}
	}

	@Test
	void filesOfAProcessThatLivesAreLeftAlone() throws IOException {
		try (SpoolDirectory first = new SpoolDirectory(this.pipeline);
				SpoolDirectory second = new SpoolDirectory(this.pipeline)) {
			Path file = Files.createFile(first.newFile(".json"));

			Path other = second.newFile(".json");

			assertThat(file).exists();
			assertThat(other).isNotEqualTo(file);
		}
	}

	@Test
	void directoryThatIsJustBeingMadeIsLeftAlone() throws IOException {
		Path made = Files.createDirectory(this.pipeline.resolve("made"));

		try (SpoolDirectory spool = new SpoolDirectory(this.pipeline)) {
			spool.newFile(".json");

			assertThat(made).exists();
		}
	}

	@Test
	void nothingIsLeftWhenAProcessEnds() throws IOException {
		SpoolDirectory spool = new SpoolDirectory(this.pipeline);
		Files.createFile(spool.newFile(".json"));

		spool.close();

		assertThat(this.pipeline).isEmptyDirectory();
	}

	@Test
	void nothingIsMadeBeforeItIsNeeded() {
		new SpoolDirectory(this.pipeline).close();

		assertThat(this.pipeline).isEmptyDirectory();
	}

}
