package dev.sluice.warehouse.insertall;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id by which BigQuery recognises a row that it has stored lately.
 */
final class InsertId {

	/** The most characters that BigQuery takes. */
	private static final int LONGEST = 128;

	private InsertId() {
	}

	/**
	 * The id of a row: its name or, where that is too long, a hash of it.
	 * @param name the row's name, in ASCII and without quotes
	 */
	static String of(String name) {
		return (name.length() <= LONGEST) ? name : hash(name);
	}

	private static String hash(String name) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

}
