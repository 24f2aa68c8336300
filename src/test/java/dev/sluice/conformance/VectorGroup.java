package dev.sluice.conformance;

import java.nio.file.Path;

/**
 * The check of one file, or directory, of cases. Implementations are found by the
 * {@link java.util.ServiceLoader}.
 */
public interface VectorGroup {

	/**
	 * The group's name, such as {@code ddl/fields}.
	 */
	String name();

	/**
	 * The file or directory below that of all vectors; where it is missing, the group is
	 * left out.
	 */
	String path();

	/**
	 * Checks each case.
	 * @param path the file or directory
	 * @param rules whose rules count
	 * @param results takes what became of each case
	 * @throws Exception if the file cannot be read
	 */
	void check(Path path, Rules rules, Results results) throws Exception;

}
