package dev.sluice.repeater.deadend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files of bad rows in a directory. Nobody sees a file before it is whole.
 */
final class DirectoryFiles implements BadRowFiles {

	private final Path directory;

	DirectoryFiles(Path directory) {
		this.directory = directory;
	}

	@Override
	public void write(String name, byte[] content) throws IOException {
		Files.createDirectories(this.directory);
		Path unfinished = this.directory.resolve("." + name + ".unfinished");
		try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
			ByteBuffer rest = ByteBuffer.wrap(content);
			while (rest.hasRemaining()) {
				file.write(rest);
			}
			file.force(true);
		}
		Files.move(unfinished, this.directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
		try (FileChannel names = FileChannel.open(this.directory, StandardOpenOption.READ)) {
			names.force(true);
		}
	}

}
