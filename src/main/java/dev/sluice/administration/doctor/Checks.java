package dev.sluice.administration.doctor;

import java.util.ArrayList;
import java.util.List;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one group while they are being made. Once it is closed, nothing that
 * comes late is taken any more. Thread-safe.
 */
final class Checks {

	private final String group;

	@GuardedBy("this")
	private final List<Check> all = new ArrayList<>();

	@GuardedBy("this")
	private boolean closed;

	Checks(String group) {
		this.group = group;
	}

	void ok(String name, String found) {
		ok(name, found, List.of());
	}

	void ok(String name, String found, List<String> details) {
		add(name, Verdict.OK, found, null, details);
	}

	void warning(String name, String found, String action) {
		add(name, Verdict.WARNING, found, action, List.of());
	}

	void failed(String name, String found, String action) {
		add(name, Verdict.FAILED, found, action, List.of());
	}

	void skipped(String name, String reason) {
		add(name, Verdict.SKIPPED, reason, null, List.of());
	}

	/**
	 * What lacks a permission fails, and everything else is well.
	 * @param missing the permissions that it lacks
	 * @param found what was found besides
	 */
	void permissions(String name, List<String> missing, String found, String action) {
		if (missing.isEmpty()) {
			ok(name, found);
		}
		else {
			failed(name, "lacks " + String.join(", ", missing), action);
		}
	}

	synchronized void add(String name, Verdict verdict, String found, @Nullable String action, List<String> details) {
		if (!this.closed) {
			this.all.add(new Check(this.group, name, verdict, found, action, details));
		}
	}

	/**
	 * The checks so far. No more are taken.
	 */
	synchronized List<Check> close() {
		this.closed = true;
		return List.copyOf(this.all);
	}

}
