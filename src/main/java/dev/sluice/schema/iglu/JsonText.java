package dev.sluice.schema.iglu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * A document as Snowplow's programs are given it: JSON, the same in base64, or the
 * location of a file (a path, {@code file:}, {@code classpath:}).
 *
 * @param shown what may be shown of it, since it may hold keys
 * @param json the JSON
 */
public record JsonText(String shown, String json) {

	/** What begins with a brace, and may have lost its end. */
	private static final Pattern BASE64_OF_JSON = Pattern.compile("e[w3y][A-Za-z0-9+/_=\\s-]{30,}");

	/**
	 * Reads the text.
	 * @param setting what is given
	 * @throws IOException if it is the location of a file that cannot be read, or base64
	 * that is not whole; the message shows no more than {@link #shown(String)} does
	 */
	public static JsonText read(String setting) throws IOException {
		String text = setting.strip();
		String inline = text.startsWith("{") ? text : decode(text);
		if (inline == null && BASE64_OF_JSON.matcher(text).matches()) {
			throw new IOException("it begins as JSON in base64 does, but is not whole");
		}
		String json = (inline != null) ? inline : resource(text).getContentAsString(StandardCharsets.UTF_8);
		return new JsonText(shown(setting), json);
	}

	/**
	 * What may be shown of a setting.
	 */
	public static String shown(String setting) {
		String text = setting.strip();
		if (text.startsWith("{")) {
			return "{…}";
		}
		return (decode(text) != null || BASE64_OF_JSON.matcher(text).matches()) ? "(base64)" : text;
	}

	/**
	 * The same in base64, if it is JSON; base64 stays as it is.
	 */
	public static String encode(String setting) {
		String text = setting.strip();
		return text.startsWith("{") ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) : text;
	}

	private static @Nullable String decode(String text) {
		String base64 = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
		try {
			String decoded = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).strip();
			return (decoded.startsWith("{") && decoded.endsWith("}")) ? decoded : null;
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
