package dev.sluice.administration.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.sluice.administration.Journal;
import dev.sluice.administration.OperationOutcome;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TableChanges}.
 */
class TableChangesTests {

	private static final TableName TABLE = TableName.parse("shop.orders", "test");

	private final List<Journal.Entry> entries = new ArrayList<>();

	private final TableChanges changes = new TableChanges((entry) -> {
		this.entries.add(entry);
		return null;
	});

	private TableChange drop(Supplier<OperationOutcome> action) {
		ChangePlan plan = new ChangePlan(TABLE, List.of("it is dropped"), List.of(), Map.of("rows", "7"), Map.of(),
				true, action);
		return this.changes.run("drop-table", "orders", false, () -> plan);
	}

	@Test
	void dropIsInTheJournalBeforeAndAfterWithTheNameOfThePipeline() {
		drop(() -> {
			assertThat(this.entries).map(Journal.Entry::outcome).containsExactly("begun");
			return new OperationOutcome(true, "dropped");
		});

		assertThat(this.entries).map(Journal.Entry::outcome).containsExactly("begun", "dropped");
		assertThat(this.entries).allSatisfy((entry) -> {
			assertThat(entry.subject()).isEqualTo("table test.shop.orders of pipeline orders");
			assertThat(entry.before()).containsEntry("rows", "7");
		});
	}

	@ParameterizedTest
	@CsvSource({ "OUTAGE,UNAVAILABLE", "RATE_LIMITED,UNAVAILABLE", "DENIED,FAILED", "REFUSED,FAILED" })
	void refusalOfBigQueryIsNoOutage(Problem problem, Why why) {
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> drop(() -> {
			throw new CatalogException(problem, "no", null, null);
		})).extracting(OperationRefusedException::why).isEqualTo(why);
	}

}
