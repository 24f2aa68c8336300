package dev.sluice.configuration.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.sluice.configuration.ConfigurationRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataDirectoryTests {

	@TempDir
	private Path directory;

	@Test
	void partsShareOneIdAlsoAfterARestart() {
		DataDirectory.Part kafka = DataDirectory.open(this.directory).part("kafka");

		DataDirectory again = DataDirectory.open(this.directory);

		assertThat(again.part("bigquery").instance()).isEqualTo(kafka.instance());
		assertThat(again.part("kafka")).isEqualTo(kafka);
	}

	@Test
	void halfADirectoryIsRefused() {
		DataDirectory data = DataDirectory.open(this.directory);
		DataDirectory.Part kafka = data.part("kafka");
		FileSystemUtils.deleteRecursively(kafka.directory().toFile());

		assertThatExceptionOfType(ConfigurationRefusedException.class).isThrownBy(() -> data.part("kafka"))
			.withMessageContaining("The part 'kafka' of it is missing.");
	}

	@Test
	void partOfAnotherInstanceIsRefused() throws IOException {
		Files.createDirectories(this.directory.resolve("bigquery"));

		assertThatExceptionOfType(ConfigurationRefusedException.class)
			.isThrownBy(() -> DataDirectory.open(this.directory).part("bigquery"))
			.withMessageContaining("It has a part 'bigquery' of another instance.");
	}

	@Test
	void fileIsRefused() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));

		assertThatExceptionOfType(ConfigurationRefusedException.class).isThrownBy(() -> DataDirectory.open(file))
			.withMessageContaining("It cannot be made");
	}

	@Test
	void temporaryDirectoryIsDeletedAtTheEnd() {
		DataDirectory data = DataDirectory.open(null);
		Path part = data.part("kafka").directory();

		data.close();

		assertThat(part.getParent()).doesNotExist();
	}

}
