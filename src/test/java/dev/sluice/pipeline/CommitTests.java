package dev.sluice.pipeline;

import java.util.List;
import java.util.stream.IntStream;

import dev.sluice.pipeline.Intent.TableStream;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.StreamPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Commit}.
 */
class CommitTests {

	@Test
	void totalsComeBackFromTheMetadata() {
		Commit commit = new Commit(100, new Totals(10, 50, 20, 10, 5, 5));

		assertThat(Commit.read(100, commit.metadata())).isEqualTo(commit);
	}

	@Test
	void totalsThatDoNotReachTheOffsetAreNoCommit() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Commit(100, new Totals(10, 50, 0, 0, 0, 0)))
			.withMessage("totals account for offsets up to 60, not up to 100");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "another tool's", "sluice1 base=0 stored=7 dead=0 filtered=0 waiting=0 gaps=0",
			"sluice1 base=0 stored=99999999999999999999 dead=0 filtered=0 waiting=0 gaps=0" })
	void metadataOfAnotherOffsetOrToolBeginsANewCount(String metadata) {
		assertThat(Commit.read(100, metadata)).isEqualTo(new Commit(100, Totals.startingAt(100)));
	}

	@Test
	void intentSurvivesInTheMetadata() {
		TableStream stream = new TableStream(new TableName("my-project", "shop", "größe 1"),
				new StreamPosition("Cic2Njc0MDVhMC0wMDAwLTIwNjMt", 12_345));
		Commit commit = new Commit(100, new Totals(10, 50, 20, 10, 5, 5),
				new Intent.Flush(40, List.of(stream, stream)));

		assertThat(Commit.read(100, commit.metadata())).isEqualTo(commit);
	}

	@Test
	void intentForThousandsOfTablesSurvivesInTheMetadata() {
		List<TableStream> streams = IntStream.range(0, 5000)
			.mapToObj((number) -> new TableStream(new TableName("my-project", "shop", "orders_" + number),
					new StreamPosition("Cic2Njc0MDVhMC0wMDAwLTIwNjMt" + number, 12_345)))
			.toList();
		Commit commit = new Commit(100, new Totals(10, 50, 20, 10, 5, 5), new Intent.Flush(40, streams));

		assertThat(Commit.read(100, commit.metadata())).isEqualTo(commit);
	}

	@ParameterizedTest
	@ValueSource(strings = { "flush from=1 p/d/t/s/1", "flush from=x p/d/t/s/1;", "flush from=1 ",
			"flush from=1 p/d/t/s/1;p/d/t/s;", "load p/d/t/j/1;p/d/t/j", "merge from=1", "" })
	void intentOfAnotherVersionIsNotTakenForNone(String intent) {
		String metadata = new Commit(100, Totals.startingAt(100)).metadata() + " | " + intent;

		assertThat(Commit.read(100, metadata).intent()).isEqualTo(new Intent.Unknown(intent));
	}

}
