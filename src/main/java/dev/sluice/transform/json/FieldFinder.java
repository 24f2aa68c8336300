package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.table.FieldPath;
import dev.sluice.transform.TableRouter;
import org.jspecify.annotations.Nullable;

/**
 * Looks up single fields of an object by reading it from the front. What is malformed
 * before the field is found makes it absent.
 */
final class FieldFinder implements TableRouter.FieldValues {

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final Map<FieldPath, List<byte[]>> names = new HashMap<>();

	private int object;

	FieldFinder(JsonScanner scanner, JsonSkipper skipper) {
		this.scanner = scanner;
		this.skipper = skipper;
	}

	/**
	 * Begins with another object.
	 * @param at where it begins
	 */
	void begin(int at) {
		this.object = at;
	}

	@Override
	public @Nullable String text(FieldPath path) {
		int at = this.object;
		for (byte[] name : this.names.computeIfAbsent(path, FieldFinder::utf8)) {
			at = (at >= 0 && this.scanner.peek(at) == '{') ? member(at, name) : Fault.FAILED;
		}
		return (at < 0) ? null : scalar(at);
	}

	private static List<byte[]> utf8(FieldPath path) {
		return path.names().stream().map((name) -> name.getBytes(StandardCharsets.UTF_8)).toList();
	}

	/**
	 * The position of a member's value, or negative if there is none.
	 */
	private int member(int at, byte[] name) {
		int i = this.scanner.token(at + 1);
		while (i >= 0 && this.scanner.peek(i) == '"') {
			i = this.scanner.string(i + 1);
			boolean found = i >= 0 && isText(name);
			i = (i < 0) ? i : this.scanner.colon(i);
			if (found) {
				return i;
			}
			i = (i < 0) ? i : this.skipper.skip(i, 0);
			i = (i < 0) ? i : this.scanner.token(i);
			i = (i >= 0 && this.scanner.peek(i) == ',') ? this.scanner.token(i + 1) : Fault.FAILED;
		}
		return Fault.FAILED;
	}

	/**
	 * Compares the string that the scanner has just read with a name, without case.
	 */
	private boolean isText(byte[] name) {
		byte[] text = this.scanner.text();
		int from = this.scanner.textFrom();
		if (this.scanner.textTo() - from != name.length) {
			return false;
		}
		for (int i = 0; i < name.length; i++) {
			if (folded(text[from + i]) != folded(name[i])) {
				return false;
			}
		}
		return true;
	}

	private static int folded(byte b) {
		return (b >= 'A' && b <= 'Z') ? b | 0x20 : b;
	}

	private @Nullable String scalar(int at) {
		byte first = this.scanner.peek(at);
		if (first == '{' || first == '[' || first == 'n') {
			return null;
		}
		int after = (first == '"') ? this.scanner.string(at + 1) : this.skipper.skip(at, 0);
		if (after < 0) {
			return null;
		}
		return (first == '"') ? this.scanner.textString()
				: new String(this.scanner.bytes(), at, after - at, StandardCharsets.ISO_8859_1);
	}

}
