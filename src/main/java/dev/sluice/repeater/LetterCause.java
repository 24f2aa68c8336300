package dev.sluice.repeater;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import dev.sluice.deadletter.LetterFacts;
import dev.sluice.record.Failure;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What dead letters have in common that one change may mend: their reason, the field that
 * is to blame, whatever its place in arrays, and the table.
 *
 * @param reason the reason's code; {@code unknown} if the letter gives none
 * @param field the path of the field, such as {@code items[].price}, if one is to blame
 * @param table the table, if it is known
 */
public record LetterCause(String reason, @Nullable String field, @Nullable String table) {

	private static final int ID_BYTES = 6;

	private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

	private static final Pattern ID = Pattern.compile("[0-9a-f]{" + 2 * ID_BYTES + "}");

	public LetterCause {
		field = (field != null) ? INDEX.matcher(field).replaceAll("[]") : null;
	}

	/**
	 * The cause of a letter.
	 */
	public static LetterCause of(LetterFacts facts) {
		return of((facts.reason() != null) ? facts.reason() : "unknown", facts.field(), facts.table());
	}

	/**
	 * The cause that a letter of a failure would have.
	 */
	public static LetterCause of(Failure failure, @Nullable TableName table) {
		return of(failure.reason().code(), failure.field(), table);
	}

	private static LetterCause of(String reason, @Nullable String field, @Nullable TableName table) {
		return new LetterCause(reason, field, (table != null) ? table.toString() : null);
	}

	/**
	 * Whether a text can be the id of a cause.
	 */
	public static boolean isId(String text) {
		return ID.matcher(text).matches();
	}

	/**
	 * A short name that is the same everywhere and for ever: the beginning of the SHA-256
	 * of the three, in hexadecimal digits.
	 */
	public String id() {
		String all = this.reason + '\n' + ((this.field != null) ? this.field : "") + '\n'
				+ ((this.table != null) ? this.table : "");
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, ID_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
