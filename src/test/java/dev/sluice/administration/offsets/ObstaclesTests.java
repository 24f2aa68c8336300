package dev.sluice.administration.offsets;

import java.util.List;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Obstacles}.
 */
class ObstaclesTests {

	private static final TableName TABLE = new TableName("test", "shop", "orders");

	private static PartitionOffsets committed(Intent intent) {
		return new PartitionOffsets(new SourcePartition("orders", 3), Commit.read(10, null).with(intent), 0, 100);
	}

	private static ResetRequest request(@Nullable String confirm) {
		return new ResetRequest("orders", "earliest", null, null, confirm);
	}

	@Test
	void jobThatMayHaveLoadedRowsIsNamed() {
		Intent load = new Intent.Load(List.of(new Intent.TableJob(TABLE, "job-7", 30)));

		assertThat(Obstacles.intents(request(null), List.of(committed(load)))).singleElement()
			.asString()
			.contains("orders-3", "job job-7 loads the rows of the records from offset 10 to 29 into test.shop.orders",
					"write.mode=file-loads");
	}

	@Test
	void whatAnotherVersionIntendsIsNotPassedOverInSilence() {
		List<PartitionOffsets> moving = List.of(committed(new Intent.Unknown("teleport rows=3")));

		assertThat(Obstacles.intents(request(null), moving)).singleElement().asString().contains("teleport rows=3");
		assertThat(Obstacles.intents(request("orders"), moving)).isEmpty();
	}

	@Test
	void membersAreNamed() {
		List<GroupMember> members = List.of(new GroupMember("consumer-1", "10.0.0.1", List.of("orders-0")),
				new GroupMember("consumer-2", "10.0.0.2", List.of()));

		assertThat(Obstacles.members("sluice-orders", members)).singleElement()
			.asString()
			.contains("consumer-1 on 10.0.0.1, consumer-2 on 10.0.0.2");
	}

}
