package dev.sluice.administration.letters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import dev.sluice.deadletter.LetterFacts;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter for people to look at. What came with the record is masked unless it is
 * to be shown.
 *
 * @param position where it stands
 * @param cause the id of its cause
 * @param original where its record stands, or stood
 * @param timestamp the record's timestamp
 * @param reason the reason's code
 * @param message why it is dead
 * @param field the path of the field that is to blame, if one is
 * @param table the table, if known
 * @param failedAt when it failed last
 * @param attempts how often it has been tried
 * @param omitted why the value is not the record's, if it is not
 * @param headers all headers of the letter, the record's own first
 * @param key the record's key
 * @param value the record's value
 */
public record LetterView(String position, String cause, @Nullable String original, @Nullable Instant timestamp,
		String reason, @Nullable String message, @Nullable String field, @Nullable String table,
		@Nullable Instant failedAt, int attempts, @Nullable String omitted, List<NamedContent> headers, Content key,
		Content value) {

	/**
	 * A letter.
	 * @param letter the letter
	 * @param shown whether what came with the record is shown
	 */
	static LetterView of(Letter letter, boolean shown) {
		LetterFacts facts = letter.facts();
		return new LetterView(letter.position().toString(), letter.cause().id(),
				Objects.toString(facts.position(), null),
				(facts.timestamp() >= 0) ? Instant.ofEpochMilli(facts.timestamp()) : null, letter.cause().reason(),
				facts.message(), facts.field(), letter.cause().table(), facts.failedAt(), facts.attempts(),
				facts.omitted(), headers(letter, shown), Content.of(letter.record().key(), shown),
				Content.of(letter.record().value(), shown));
	}

	private static List<NamedContent> headers(Letter letter, boolean shown) {
		List<NamedContent> headers = new ArrayList<>();
		int own = letter.ownHeaders();
		int index = 0;
		for (Header header : letter.record().headers()) {
			headers.add(new NamedContent(header.key(), Content.of(header.value(), shown || index >= own)));
			index++;
		}
		return headers;
	}

	/**
	 * A header.
	 *
	 * @param name its name
	 * @param value its value
	 */
	public record NamedContent(String name, Content value) {

	}

	/**
	 * A value, masked or shown.
	 *
	 * @param type {@code null}, {@code json}, {@code text} or {@code bytes}
	 * @param length how many bytes
	 * @param hash tells equal values, to the same instance of Sluice; nothing can be
	 * found out from it by trying values
	 * @param text the value, if it is shown; bytes as Base64
	 */
	public record Content(String type, int length, @Nullable String hash, @Nullable String text) {

		private static final int HASH_BYTES = 8;

		private static final byte[] SALT = new SecureRandom().generateSeed(16);

		static Content of(byte @Nullable [] bytes, boolean shown) {
			if (bytes == null) {
				return new Content("null", 0, null, null);
			}
			String text = text(bytes);
			String type = "bytes";
			if (text != null) {
				type = looksLikeJson(text) ? "json" : "text";
			}
			String whole = (text != null) ? text : Base64.getEncoder().encodeToString(bytes);
			return new Content(type, bytes.length, hash(bytes), (shown) ? whole : null);
		}

		private static boolean looksLikeJson(String text) {
			String stripped = text.strip();
			return stripped.startsWith("{") || stripped.startsWith("[");
		}

		private static @Nullable String text(byte[] bytes) {
			try {
				String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
				boolean controls = text.chars().anyMatch((c) -> c < ' ' && !Character.isWhitespace(c));
				return (controls) ? null : text;
			}
			catch (CharacterCodingException ex) {
				return null;
			}
		}

		private static String hash(byte[] bytes) {
			try {
				MessageDigest digest = MessageDigest.getInstance("SHA-256");
				digest.update(SALT);
				return HexFormat.of().formatHex(digest.digest(bytes), 0, HASH_BYTES);
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("every Java platform has SHA-256", ex);
			}
		}

	}

}
