package dev.sluice.administration.letters;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.record.Reason;
import dev.sluice.record.SourcePosition;
import dev.sluice.repeater.LetterCause;
import dev.sluice.repeater.ReplayChoice;
import org.jspecify.annotations.Nullable;

/**
 * Reads what requests say.
 */
final class LetterRequest {

	private static final Pattern POSITION = Pattern.compile("(.+)-(\\d{1,9})@(\\d{1,18})");

	private LetterRequest() {
	}

	/**
	 * The letters that are meant.
	 * @throws OperationRefusedException if it is not said, or cannot be
	 */
	static ReplayChoice choice(@Nullable Boolean all, @Nullable String cause, @Nullable String position) {
		boolean wantsAll = Boolean.TRUE.equals(all);
		long said = Stream.of(cause, position).filter(Objects::nonNull).count() + (wantsAll ? 1 : 0);
		if (said != 1) {
			throw invalid("say which letters are meant, by one of: all=true, cause, position");
		}
		if (position != null) {
			return new ReplayChoice(null, null, position(position));
		}
		if (cause == null) {
			return ReplayChoice.ALL;
		}
		return LetterCause.isId(cause) ? new ReplayChoice(null, cause, null)
				: new ReplayChoice(reason(cause), null, null);
	}

	private static Reason reason(String code) {
		return Arrays.stream(Reason.values())
			.filter((reason) -> reason.code().equals(code))
			.findFirst()
			.orElseThrow(() -> invalid("'" + code + "' is neither a reason nor the id of a cause, which is twelve"
					+ " hexadecimal digits"));
	}

	/**
	 * Whether a text looks like a position.
	 */
	static boolean isPosition(String text) {
		return POSITION.matcher(text).matches();
	}

	/**
	 * A position, as answers give it.
	 * @throws OperationRefusedException if it is none
	 */
	static SourcePosition position(String text) {
		Matcher matcher = POSITION.matcher(text);
		if (!matcher.matches()) {
			throw invalid("'" + text + "' is not a position, such as orders-dlt-0@17");
		}
		return new SourcePosition(matcher.group(1), Integer.parseInt(matcher.group(2)),
				Long.parseLong(matcher.group(3)));
	}

	/**
	 * A number within bounds.
	 * @throws OperationRefusedException if it is not
	 */
	static int number(String name, @Nullable Integer given, int otherwise, int most) {
		if (given != null && (given < 1 || given > most)) {
			throw invalid(name + " must be between 1 and " + most);
		}
		return (given != null) ? given : otherwise;
	}

	static OperationRefusedException invalid(String message) {
		return new OperationRefusedException(Why.INVALID, message);
	}

	static OperationRefusedException unknown(String message) {
		return new OperationRefusedException(Why.UNKNOWN, message);
	}

}
