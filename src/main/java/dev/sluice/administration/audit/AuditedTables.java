package dev.sluice.administration.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.PipelineTables;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.TableName;
import dev.sluice.table.TableNames;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.warehouse.Partitioning;
import dev.sluice.warehouse.RowPositions;
import dev.sluice.warehouse.RowPositions.Source;
import dev.sluice.warehouse.StoredPositions.Columns;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.Tables;

/**
 * Finds the tables of a pipeline, and makes sure that their rows tell where they come
 * from.
 *
 * @param properties the pipeline
 * @param names what tables its records can go to
 * @param tables the catalog
 * @param positions finds tables
 * @param writers all pipelines, this one too, which may write to the same tables
 */
record AuditedTables(PipelineProperties properties, PipelineTables names, Tables tables, RowPositions positions,
		List<Writer> writers) {

	/**
	 * The tables that rows of topics can be in.
	 * @param topics the topics
	 * @param remarks takes what people should know
	 * @throws OperationRefusedException if there are none, or their rows do not tell
	 * where they come from
	 */
	List<Source> sources(Set<String> topics, List<String> remarks) {
		Columns columns = columns();
		Map<TableName, Set<String>> wanted = new LinkedHashMap<>();
		List<Source> sources = new ArrayList<>();
		for (String topic : topics) {
			TableNames possible = this.names.names(this.properties, topic);
			TableName only = possible.only();
			if (only != null) {
				wanted.computeIfAbsent(only, (key) -> new TreeSet<>()).add(topic);
			}
			else {
				list(possible, columns, remarks).forEach((table) -> {
					requireTopicColumn(columns, table);
					sources.add(new Source(table, columns, Set.of(topic)));
				});
			}
		}
		List<String> missing = new ArrayList<>();
		wanted.forEach((table, itsTopics) -> {
			requireTopicColumn(columns, table);
			TableDescription description = this.tables.describe(table);
			if (description == null) {
				missing.add(table.toString());
			}
			else {
				check(table, description, columns);
				remarkExpiry(table, description, remarks);
				sources.add(new Source(table, columns, itsTopics));
			}
		});
		return judge(sources, missing, remarks);
	}

	/** Others may have tables of such names, too. */
	private List<TableName> list(TableNames possible, Columns columns, List<String> remarks) {
		List<TableName> found = new ArrayList<>();
		for (TableName table : this.positions.tables(possible)) {
			TableDescription description = this.tables.describe(table);
			if (description != null && lacking(description, columns).isEmpty()) {
				found.add(table);
			}
			else {
				remarks.add("left out, since it has no columns for positions: table " + table);
			}
		}
		return found;
	}

	private List<Source> judge(List<Source> sources, List<String> missing, List<String> remarks) {
		if (sources.isEmpty()) {
			throw new OperationRefusedException(Why.UNKNOWN,
					missing.isEmpty() ? "there are no tables of the form " + this.properties.table()
							: "there is no table " + String.join(", ", missing));
		}
		if (!missing.isEmpty()) {
			remarks.add("not there: table " + String.join(", ", missing));
		}
		return sources;
	}

	private Columns columns() {
		ColumnsProperties columns = this.properties.columns();
		String partition = columns.partition();
		String offset = columns.offset();
		if (partition == null || offset == null) {
			throw new OperationRefusedException(Why.INVALID,
					"the rows do not tell which record they come from: name columns for that by columns.partition and"
							+ " columns.offset, and by columns.topic if there are several topics; records that are"
							+ " loaded from then on can be audited");
		}
		return new Columns(columns.topic(), partition, offset);
	}

	/** Topics that are not audited now have rows of equal offsets all the same. */
	private void requireTopicColumn(Columns columns, TableName table) {
		if (columns.topic() != null) {
			return;
		}
		Map<String, Set<String>> topics = new TreeMap<>();
		for (Writer writer : this.writers) {
			Set<String> into = writer.into(table, this.names);
			if (!into.isEmpty()) {
				topics.put(writer.pipeline(), into);
			}
		}
		if (topics.values().stream().mapToInt(Set::size).sum() > 1) {
			String what = (topics.size() > 1) ? "the rows of pipelines " + topics.keySet()
					: "the rows of topics " + topics.values().iterator().next();
			throw new OperationRefusedException(Why.INVALID,
					what + " in table " + table + " cannot be told apart: name a column for the topic by"
							+ " columns.topic; records that are loaded from then on can be audited");
		}
	}

	private static void remarkExpiry(TableName table, TableDescription description, List<String> remarks) {
		if (description.partitioning() instanceof Partitioning.Time time && time.expiry() != null) {
			remarks.add(
					"table %s keeps partitions for %d days only; records whose rows are gone with them count as missing"
						.formatted(table, time.expiry().toDays()));
		}
	}

	private static void check(TableName table, TableDescription description, Columns columns) {
		List<String> lacking = lacking(description, columns);
		if (!lacking.isEmpty()) {
			throw new OperationRefusedException(Why.INVALID,
					"table " + table + " does not tell which record a row" + " comes from: it has no column "
							+ String.join(", no column ", lacking)
							+ "; the next record that is loaded adds it, and records from then on can be audited");
		}
	}

	private static List<String> lacking(TableDescription description, Columns columns) {
		List<String> lacking = new ArrayList<>();
		require(description, columns.partition(), Kind.INT64, lacking);
		require(description, columns.offset(), Kind.INT64, lacking);
		if (columns.topic() != null) {
			require(description, columns.topic(), Kind.STRING, lacking);
		}
		return lacking;
	}

	private static void require(TableDescription description, String name, Kind kind, List<String> lacking) {
		Column column = description.schema().find(name);
		if (column == null || column.mode() == Column.Mode.REPEATED || column.type().kind() != kind) {
			lacking.add("'" + name + "' of type " + kind);
		}
	}

	/**
	 * A pipeline, and what it reads.
	 *
	 * @param pipeline its name
	 * @param properties its properties
	 * @param topics its topics
	 */
	record Writer(String pipeline, PipelineProperties properties, Set<String> topics) {

		Writer {
			topics = Set.copyOf(topics);
		}

		/** The topics whose records can go to a table. */
		private Set<String> into(TableName table, PipelineTables names) {
			return this.topics.stream()
				.filter((topic) -> names.names(this.properties, topic).allows(table))
				.collect(Collectors.toCollection(TreeSet::new));
		}

	}

}
