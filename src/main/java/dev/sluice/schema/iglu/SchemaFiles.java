package dev.sluice.schema.iglu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

/**
 * A repository of files: a directory, or resources of the application.
 */
final class SchemaFiles implements Repository {

	private final RepositorySettings settings;

	private final Source source;

	private final int maxBody;

	private final Executor executor;

	private SchemaFiles(RepositorySettings settings, Source source, int maxBody, Executor executor) {
		this.settings = settings;
		this.source = source;
		this.maxBody = maxBody;
		this.executor = executor;
	}

	static SchemaFiles of(RepositorySettings settings, RepositorySettings.Directory directory, int maxBody,
			Executor executor) {
		return new SchemaFiles(settings, (key) -> open(directory.path(), key), maxBody, executor);
	}

	static SchemaFiles of(RepositorySettings settings, RepositorySettings.ClassPath folder, int maxBody,
			Executor executor) {
		return new SchemaFiles(settings, (key) -> open(folder.path(), key), maxBody, executor);
	}

	private static @Nullable InputStream open(Path directory, SchemaKey key) throws IOException {
		if (!Files.isDirectory(directory)) {
			throw new NoSuchFileException(directory.toString(), null, "there is no such directory");
		}
		Path schemas = directory.resolve("schemas").resolve(key.path());
		Path file = Files.exists(schemas) ? schemas : directory.resolve(key.path());
		return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
	}

	private static @Nullable InputStream open(String folder, SchemaKey key) throws IOException {
		String path = folder.replaceFirst("^/", "").replaceFirst("/$", "");
		Resource resource = new DefaultResourceLoader()
			.getResource("classpath:" + (path.isEmpty() ? "" : path + "/") + "schemas/" + key.path());
		return resource.exists() ? resource.getInputStream() : null;
	}

	@Override
	public RepositorySettings settings() {
		return this.settings;
	}

	@Override
	public CompletionStage<RepositoryAnswer> ask(SchemaKey key) {
		return CompletableFuture.supplyAsync(() -> read(key), this.executor);
	}

	private RepositoryAnswer read(SchemaKey key) {
		try (InputStream in = this.source.open(key)) {
			if (in == null) {
				return new RepositoryAnswer.Refusal(LookupError.NOT_FOUND);
			}
			byte[] body = in.readNBytes(this.maxBody + 1);
			if (body.length > this.maxBody) {
				return new RepositoryAnswer.Refusal(
						LookupError.client("The schema is longer than " + this.maxBody + " bytes"));
			}
			return new RepositoryAnswer.Document(SchemaJson.parse(body));
		}
		catch (JacksonException ex) {
			return new RepositoryAnswer.Refusal(
					LookupError.client("The schema is no JSON: " + ex.getOriginalMessage()));
		}
		catch (IOException ex) {
			return new RepositoryAnswer.Refusal(LookupError.repository("The schema cannot be read: " + ex));
		}
	}

	@FunctionalInterface
	private interface Source {

		/**
		 * Opens a schema's file.
		 * @return the file, or {@code null} if there is none
		 */
		@Nullable InputStream open(SchemaKey key) throws IOException;

	}

}
