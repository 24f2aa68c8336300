package dev.sluice.schema.iglu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * A resolver configuration as a property gives it: JSON, the same in base64, or the
 * location of a file.
 *
 * @param shown what may be shown of it, since it may hold keys
 * @param json the JSON
 */
record ResolverText(String shown, String json) {

	/**
	 * Reads the text.
	 * @param setting the property's value
	 * @throws IOException if it is the location of a file that cannot be read
	 */
	static ResolverText read(String setting) throws IOException {
		String text = setting.strip();
		String inline = text.startsWith("{") ? text : decode(text);
		String json = (inline != null) ? inline : resource(text).getContentAsString(StandardCharsets.UTF_8);
		return new ResolverText(shown(setting), json);
	}

	/**
	 * What may be shown of a property's value.
	 */
	static String shown(String setting) {
		String text = setting.strip();
		if (text.startsWith("{")) {
			return "{…}";
		}
		return (decode(text) != null) ? "(base64)" : text;
	}

	private static @Nullable String decode(String text) {
		try {
			String decoded = new String(Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/')),
					StandardCharsets.UTF_8);
			return decoded.strip().startsWith("{") ? decoded : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static Resource resource(String location) {
		boolean url = location.startsWith("file:") || location.startsWith("classpath:");
		return url ? new DefaultResourceLoader().getResource(location) : new FileSystemResource(location);
	}

}
