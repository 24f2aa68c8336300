package dev.sluice.schema.iglu;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A repository of schemas.
 *
 * @param name its name, which no other has
 * @param priority decides between repositories that are alike; the lower goes first
 * @param vendorPrefixes what the vendors of its schemas begin with; it is asked first for
 * these, and later for all others
 * @param connection how it is reached
 */
public record RepositorySettings(String name, int priority, List<String> vendorPrefixes, Connection connection) {

	public RepositorySettings {
		vendorPrefixes = List.copyOf(vendorPrefixes);
	}

	/**
	 * How a repository is reached.
	 */
	public sealed interface Connection {

		/**
		 * Reads a connection: {@code http:}, {@code https:}, {@code file:} or
		 * {@code classpath:}.
		 * @param text the URI
		 * @param key the API key, used with http only
		 * @throws IllegalArgumentException if it is none of these
		 */
		static Connection of(String text, @Nullable ApiKey key) {
			String scheme = text.substring(0, Math.max(0, text.indexOf(':'))).toLowerCase(Locale.ROOT);
			return switch (scheme) {
				case "http", "https" -> new Http(http(text), key);
				case "file" -> new Directory(path(text.substring("file:".length())));
				case "classpath" -> new ClassPath(text.substring("classpath:".length()));
				default -> throw new IllegalArgumentException(
						"it begins with none of http://, https://, file: and classpath:");
			};
		}

		private static URI http(String text) {
			if (text.contains("@")) {
				throw new IllegalArgumentException(
						"a URI with user and password would show them; give an API key instead, and write %40 for an @ of the path");
			}
			URI uri = URI.create(text);
			if (uri.getHost() == null) {
				throw new IllegalArgumentException("'" + text + "' names no host");
			}
			return uri;
		}

		private static Path path(String text) {
			try {
				return Path.of(text.startsWith("//") ? URI.create("file:" + text).getPath() : text);
			}
			catch (InvalidPathException ex) {
				throw new IllegalArgumentException(ex.getMessage(), ex);
			}
		}

	}

	/**
	 * A registry that speaks HTTP: an Iglu server, or files behind a web server.
	 *
	 * @param uri what stands before {@code /schemas}
	 * @param key sent with every request, or {@code null}
	 */
	public record Http(URI uri, @Nullable ApiKey key) implements Connection {

		@Override
		public String toString() {
			return this.uri.toString();
		}

	}

	/**
	 * A directory.
	 *
	 * @param path the directory that holds {@code schemas}, or the vendors' directories
	 * themselves
	 */
	public record Directory(Path path) implements Connection {

		@Override
		public String toString() {
			return "file:" + this.path;
		}

	}

	/**
	 * Resources of the application.
	 *
	 * @param path the folder that holds {@code schemas}
	 */
	public record ClassPath(String path) implements Connection {

		@Override
		public String toString() {
			return "classpath:" + this.path;
		}

	}

}
