package dev.sluice.end2end;

import java.util.List;
import java.util.stream.LongStream;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.QueryJobConfiguration;
import dev.sluice.administration.control.PipelinesEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for tables that somebody else gives the columns that records need, while the
 * pipeline itself adds none.
 */
class MendedTableIntegrationTests extends OnStage {

	private static final String STRICT = "on-unknown-field=dead-letter";

	@BeforeEach
	void createTable() {
		this.stage.table(SHOP, this.others, PLAIN);
	}

	@Test
	void recordsAreLoadedOnceTheirColumnIsThereAlthoughNoneWasBefore() throws Exception {
		ConfigurableApplicationContext instance = start(this.others, this.others, STRICT, "bad-rows.max-ratio=1",
				"--sluice.retry.setup.initial=100ms");
		this.stage.produce(this.others, colored(1));
		Stage.eventually(() -> assertThat(letters()).isOne());

		addColor(instance);

		Stage.eventually(() -> {
			this.stage.produce(this.others, colored(2));
			assertThat(ids()).contains(2L);
		});
	}

	@Test
	void resumeOfAPipelineThatTooManyBadRowsHaveStoppedLooksAtItsTables() throws Exception {
		ConfigurableApplicationContext instance = start(this.others, this.others, STRICT, "bad-rows.window=5",
				"bad-rows.max-ratio=0.5", "--sluice.retry.setup.initial=1h", "--sluice.retry.setup.longest=1h");
		this.stage.produce(this.others, colored(LongStream.range(0, 5).toArray()));
		PipelinesEndpoint pipelines = instance.getBean(PipelinesEndpoint.class);
		Stage
			.eventually(() -> assertThat(pipelines.act("orders", "resume", null).getBody().instances().get(0).outcome())
				.isEqualTo("goes on although too many records were bad"));
		this.stage.produce(this.others, colored(LongStream.range(5, 10).toArray()));
		Stage.eventually(() -> assertThat(letters()).isEqualTo(10));
		this.stage.produce(this.others, colored(LongStream.range(10, 15).toArray()));

		addColor(instance);
		pipelines.act("orders", "resume", null);

		Stage.eventually(() -> assertThat(ids()).containsExactlyInAnyOrder(10L, 11L, 12L, 13L, 14L));
		assertThat(letters()).isEqualTo(10);
	}

	private int letters() {
		return this.stage.records(this.others + "-dlt").size();
	}

	private List<Object> ids() {
		return this.stage.rows(SHOP, this.others).stream().<Object>map((row) -> row.get("id")).toList();
	}

	private static String[] colored(long... ids) {
		return LongStream.of(ids).mapToObj("{\"id\": %d, \"color\": \"red\"}"::formatted).toArray(String[]::new);
	}

	private void addColor(ConfigurableApplicationContext instance) throws InterruptedException {
		String sql = "ALTER TABLE shop.`%s` ADD COLUMN color STRING".formatted(this.others);
		instance.getBean(BigQuery.class).query(QueryJobConfiguration.newBuilder(sql).build());
	}

}
