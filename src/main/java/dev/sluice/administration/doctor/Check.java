package dev.sluice.administration.doctor;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param group the group that it belongs to, such as {@code kafka}
 * @param name what it is about
 * @param verdict what it has come to
 * @param found what was found, a short sentence; the reason if it was skipped
 * @param action what to do about it, or {@code null} if nothing
 * @param details more of what was found, a line each
 */
public record Check(String group, String name, Verdict verdict, String found, @Nullable String action,
		List<String> details) {

	public Check {
		details = List.copyOf(details);
	}

}
