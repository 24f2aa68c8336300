package dev.sluice.warehouse;

import dev.sluice.table.RowEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Files of rows that one listener thread gathers until they are loaded. Its lanes copy
 * rows to disk at once, and answer when a job has loaded them.
 * <p>
 * Owned by one listener thread.
 */
public interface LoadSpool extends Warehouse, AutoCloseable {

	/**
	 * Whether the rows so far are to be loaded now: by their number and size, their age,
	 * or the schedule, or since there is no room for more.
	 */
	boolean due();

	/**
	 * Notes that rows so far have been in a cut before, so that they are due unless the
	 * job quota puts them off.
	 */
	void overdue();

	/**
	 * Whether the last rows could not be written, so that they keep others from being
	 * loaded.
	 */
	boolean outOfRoom();

	/**
	 * Whether all rows of a run are to be in one cut, so that they replace those that are
	 * there.
	 */
	boolean loadsOnce();

	/**
	 * Takes out the rows so far, those of lanes closed before excepted; rows that come
	 * later are for the next cut.
	 * @return what to load, or {@code null} if there is no row
	 */
	@Nullable LoadCut cut();

	/**
	 * Deletes all files, whose rows are not answered for any more.
	 */
	@Override
	void close();

	@Override
	default WriteProperties.Mode mode() {
		return WriteProperties.Mode.FILE_LOADS;
	}

	@Override
	default RowEncoding encoding() {
		return RowEncoding.JSON;
	}

	@Override
	default boolean publishesLater() {
		return true;
	}

}
