package dev.sluice.end2end;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rows that are loaded from files.
 */
class FileLoadsIntegrationTests extends OnStage {

	private static final String[] FILES = { "write.mode=file-loads", "files.frequency=500ms", "files.poll=50ms" };

	@Test
	void rowsOfFilesAreStoredOnceAndCommitted() {
		this.stage.table(SHOP, this.orders, PLAIN);
		order(0, 300);
		start(this.orders, this.orders, FILES);

		Stage.eventually(() -> orders().hasStoredEverything());
		order(300, 600);

		Stage.eventually(() -> orders().hasStoredEverything());
		assertThat(orders().doubled()).isEmpty();
	}

}
