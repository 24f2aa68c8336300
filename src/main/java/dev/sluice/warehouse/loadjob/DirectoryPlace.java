package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files in a local directory, which are uploaded with their jobs.
 */
final class DirectoryPlace implements FilePlace {

	/** Deletes files wherever they are. */
	static final DirectoryPlace ANY = new DirectoryPlace(Path.of(""));

	private final Path directory;

	DirectoryPlace(Path directory) {
		this.directory = directory;
	}

	@Override
	public boolean read() {
		return false;
	}

	@Override
	public LoadFile put(Path file, String name) throws IOException {
		Path target = this.directory.resolve(name);
		Path folder = target.getParent();
		Files.createDirectories((folder != null) ? folder : this.directory);
		Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
		return new LoadFile.Local(target);
	}

	@Override
	public void delete(LoadFile file) throws IOException {
		if (file instanceof LoadFile.Local local) {
			Files.deleteIfExists(local.path());
		}
	}

	@Override
	public List<LoadFile> before(Instant moment) throws IOException {
		List<LoadFile> files = new ArrayList<>();
		if (Files.isDirectory(this.directory)) {
			try (Stream<Path> all = Files.walk(this.directory)) {
				for (Path file : all.filter(Files::isRegularFile).toList()) {
					if (Files.getLastModifiedTime(file).toInstant().isBefore(moment)) {
						files.add(new LoadFile.Local(file));
					}
				}
			}
		}
		return files;
	}

}
