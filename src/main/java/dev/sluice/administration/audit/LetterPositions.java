package dev.sluice.administration.audit;

/**
 * The records of one partition that are dead letters or failed inserts, by their offsets.
 *
 * @param dead how many dead letters each has
 * @param waiting how many failed inserts each has that the repeater has not settled
 * @param repeated how many it has settled
 * @param deadEnd whether failed inserts that are given up go elsewhere than to the dead
 * letters
 */
record LetterPositions(PositionCounts dead, PositionCounts waiting, PositionCounts repeated, boolean deadEnd) {

	static LetterPositions none(boolean deadEnd) {
		return new LetterPositions(new PositionCounts(), new PositionCounts(), new PositionCounts(), deadEnd);
	}

	/**
	 * How many letters are kept of what a record could not be loaded as.
	 */
	int dead(long offset) {
		int letters = this.dead.of(offset);
		return (letters == 0 && this.deadEnd) ? this.repeated.of(offset) : letters;
	}

	int waiting(long offset) {
		return this.waiting.of(offset);
	}

}
