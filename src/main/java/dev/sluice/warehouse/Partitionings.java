package dev.sluice.warehouse;

import java.time.Duration;
import java.util.Arrays;

import com.google.api.services.bigquery.model.RangePartitioning;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TimePartitioning;
import org.jspecify.annotations.Nullable;

/**
 * Turns the catalog's ways of partitioning into ours and back.
 */
final class Partitionings {

	private Partitionings() {
	}

	static @Nullable Partitioning of(Table table) {
		TimePartitioning time = table.getTimePartitioning();
		if (time != null) {
			Partitioning.Unit unit = unit(time.getType());
			Duration expiry = (time.getExpirationMs() != null) ? Duration.ofMillis(time.getExpirationMs()) : null;
			return (unit != null) ? new Partitioning.Time(unit, time.getField(), expiry) : null;
		}
		RangePartitioning range = table.getRangePartitioning();
		return (range != null) ? new Partitioning.IntegerRange(range.getField(), range.getRange().getStart(),
				range.getRange().getEnd(), range.getRange().getInterval()) : null;
	}

	private static Partitioning.@Nullable Unit unit(String name) {
		return Arrays.stream(Partitioning.Unit.values())
			.filter((unit) -> unit.name().equals(name))
			.findFirst()
			.orElse(null);
	}

	static void apply(TableDefinition definition, Table table) {
		if (definition.partitioning() instanceof Partitioning.Time time) {
			table.setTimePartitioning(new TimePartitioning().setType(time.unit().name())
				.setField(time.column())
				.setExpirationMs((time.expiry() != null) ? time.expiry().toMillis() : null));
		}
		if (definition.partitioning() instanceof Partitioning.IntegerRange range) {
			table.setRangePartitioning(new RangePartitioning().setField(range.column())
				.setRange(new RangePartitioning.Range().setStart(range.start())
					.setEnd(range.end())
					.setInterval(range.interval())));
		}
		if (definition.requirePartitionFilter()) {
			table.setRequirePartitionFilter(true);
		}
	}

}
