package dev.sluice.deadletter;

import java.nio.charset.StandardCharsets;

import dev.sluice.record.Failure;
import dev.sluice.record.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * A failed insert that is given up.
 *
 * @param position where the failed insert stands
 * @param original where the record stands that it was made of, if known
 * @param row its row, or what stands in its place; {@code null} if its topic no longer
 * has it
 * @param failure why it is given up
 */
public record GivenUpInsert(SourcePosition position, @Nullable SourcePosition original, @Nullable String row,
		Failure failure) {

	static GivenUpInsert of(SourcePosition position, @Nullable SourcePosition original, byte @Nullable [] row,
			Failure failure) {
		return new GivenUpInsert(position, original, (row != null) ? new String(row, StandardCharsets.UTF_8) : null,
				failure);
	}

}
