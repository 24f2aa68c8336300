package dev.sluice.schema.iglu;

import java.util.List;

/**
 * The repositories that schemas are looked up in.
 */
public interface Repositories {

	/**
	 * How each fares, in the order of the settings.
	 */
	List<RepositoryStatus> status();

	/**
	 * Forgets which schemas are missing, so that they are looked up again when they are
	 * needed next.
	 */
	void forgetMissing();

}
