package dev.sluice.pipeline;

import java.util.List;

import dev.sluice.table.TableName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Intent.Load}.
 */
class LoadIntentTests {

	@Test
	void jobsSurviveTheMetadataOfACommit() {
		Intent.Load load = new Intent.Load(
				List.of(new Intent.TableJob(new TableName("my-project", "shop", "orders"), "sluice_a-b_x1_7", 42),
						new Intent.TableJob(new TableName("example.com:p", "shop", "größe"), "sluice_a-b_x1_8", 42)));
		Commit commit = new Commit(7, Totals.startingAt(7)).with(load);

		assertThat(Commit.read(7, commit.metadata())).isEqualTo(commit);
	}

}
