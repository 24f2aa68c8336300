package dev.sluice.administration.audit;

import java.util.List;

import dev.sluice.record.SourcePosition;

/**
 * Positions with something in common.
 *
 * @param total how many there are
 * @param named the first of them
 */
public record NamedPositions(long total, List<Named> named) {

	public NamedPositions {
		named = List.copyOf(named);
	}

	/**
	 * A position.
	 *
	 * @param topic the topic
	 * @param partition the partition
	 * @param offset the offset
	 * @param what what is known of it, for people
	 */
	public record Named(String topic, long partition, long offset, String what) {

		static Named of(SourcePosition position, String what) {
			return new Named(position.topic(), position.partition(), position.offset(), what);
		}

		/**
		 * The position as text.
		 */
		public String position() {
			return this.topic + "/" + this.partition + "@" + this.offset;
		}

	}

}
