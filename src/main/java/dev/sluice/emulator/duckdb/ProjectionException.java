package dev.sluice.emulator.duckdb;

import java.sql.SQLException;

/**
 * Says that DuckDB refused what the projection asked of it.
 */
public final class ProjectionException extends RuntimeException {

	ProjectionException(SQLException cause) {
		super(cause.getMessage(), cause);
	}

}
