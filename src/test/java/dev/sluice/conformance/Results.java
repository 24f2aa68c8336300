package dev.sluice.conformance;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of the cases of one group.
 */
public final class Results {

	/** How many differences are shown. */
	private static final int SHOWN = 10;

	private static final int LONGEST = 2000;

	private final List<String> differences = new ArrayList<>();

	private int passed;

	private int failed;

	/**
	 * Checks that a case gives what it should.
	 * @param name the case
	 * @param expected what it should give; JSON is compared by its values
	 * @param actual gives it; what it throws is a difference
	 */
	public void check(String name, @Nullable Object expected, Callable<? extends @Nullable Object> actual) {
		try {
			Object given = actual.call();
			if (JsonEquality.same(expected, given)) {
				this.passed++;
			}
			else {
				differs(name, "expected " + expected + "\n     but got  " + given);
			}
		}
		catch (Exception | AssertionError ex) {
			differs(name, "expected " + expected + "\n     but got  " + ex);
		}
	}

	/**
	 * Checks that a case holds.
	 * @param name the case
	 * @param check throws if it does not
	 */
	public void check(String name, Check check) {
		try {
			check.run();
			this.passed++;
		}
		catch (Exception | AssertionError ex) {
			differs(name, String.valueOf(ex));
		}
	}

	private void differs(String name, String difference) {
		this.failed++;
		if (this.differences.size() < SHOWN) {
			String text = (difference.length() > LONGEST) ? difference.substring(0, LONGEST) + "…" : difference;
			this.differences.add("  " + name + ": " + text);
		}
	}

	int passed() {
		return this.passed;
	}

	int failed() {
		return this.failed;
	}

	void print(String group, PrintStream out) {
		out.println(group + ": " + this.passed + " passed, " + this.failed + " failed");
		this.differences.forEach(out::println);
	}

	/**
	 * A check that throws if it fails.
	 */
	@FunctionalInterface
	public interface Check {

		void run() throws Exception;

	}

	/**
	 * Equality of JSON by its values: numbers by what they are worth, members in any
	 * order.
	 */
	private static final class JsonEquality {

		private JsonEquality() {
		}

		static boolean same(@Nullable Object one, @Nullable Object other) {
			if (one instanceof JsonNode expected && other instanceof JsonNode given) {
				return expected.equals(JsonEquality::compare, given);
			}
			return (one != null) ? one.equals(other) : other == null;
		}

		private static int compare(JsonNode one, JsonNode other) {
			if (one.equals(other)) {
				return 0;
			}
			boolean numbers = one.isNumber() && other.isNumber();
			return (numbers && sameNumber(one, other)) ? 0 : 1;
		}

		private static boolean sameNumber(JsonNode one, JsonNode other) {
			if (!one.isFloatingPointNumber() && !other.isFloatingPointNumber()) {
				return one.bigIntegerValue().equals(other.bigIntegerValue());
			}
			return one.decimalValue().compareTo(other.decimalValue()) == 0
					|| Double.compare(one.doubleValue(), other.doubleValue()) == 0;
		}

	}

}
