package dev.sluice.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.sluice.table.FieldPath;
import dev.sluice.table.JsonTexts;
import dev.sluice.table.RowEncoding;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.transform.OnNullValue;
import dev.sluice.transform.SourceColumns;
import dev.sluice.transform.TemplateTableRouter;
import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.Transforms;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A table with the program before it, which is held against the {@link Oracle} record by
 * record.
 */
final class TestedTable {

	private static final TableName TABLE = new TableName("p", "shop", "orders");

	private static final int MOST_TABLES = 50;

	private static final Pattern EMPTY_ARRAY = Pattern.compile("\\[\\s*]");

	private static final Transforms TRANSFORMS = transforms();

	private final TableSchema schema;

	private final Settings settings;

	private final Transform transform;

	/** Has other tables for other records, of which none is looked at. */
	private final Transform routed;

	private final EncodedRecord wire;

	private final EncodedRecord json;

	private final EncodedRecord jsonAsText;

	private final RowLayout layout;

	private final WireRows wireRows;

	private final JsonRows jsonRows;

	private final JsonRows jsonTextRows;

	private String lastVerdict = "";

	TestedTable(TableSchema schema, Settings settings) {
		this.schema = schema;
		this.settings = settings;
		this.layout = RowLayout.of(TABLE, schema);
		this.wire = new EncodedRecord(RowEncoding.WIRE, this.layout);
		this.json = new EncodedRecord(RowEncoding.JSON, this.layout);
		this.jsonAsText = new EncodedRecord(RowEncoding.JSON_AS_TEXT, this.layout);
		this.transform = transform(settings, "shop.orders");
		this.routed = transform(settings, "shop.{field:id}");
		this.wireRows = new WireRows(this.layout);
		this.jsonRows = new JsonRows(schema.columns(), false);
		this.jsonTextRows = new JsonRows(schema.columns(), true);
	}

	private static Transforms transforms() {
		try (var beans = new AnnotationConfigApplicationContext("dev.sluice.transform")) {
			return beans.getBean(Transforms.class);
		}
	}

	private static Transform transform(Settings settings, String table) {
		ColumnsProperties columns = new ColumnsProperties(null, null, null, null, null, null, null,
				ColumnsProperties.RawType.BYTES, Settings.OVERFLOW_COLUMN);
		return TRANSFORMS.create("json",
				new TransformContext(new TemplateTableRouter(table, "p", null, MOST_TABLES), new SourceColumns(columns),
						Settings.OVERFLOW_COLUMN, settings.onUnknownField(), settings.onTypeConflict(),
						OnNullValue.FILTER, List.of(settings.json())));
	}

	/**
	 * Gives the program a record, which may well be of a kind that it has seen before.
	 * @return how it differs from what it should do, or {@code null}
	 */
	@Nullable String difference(byte[] record) {
		try {
			Verdict verdict = Oracle.verdict(this.schema, this.settings, record);
			this.lastVerdict = text(verdict);
			String difference = difference(record, verdict);
			boolean needs = verdict.faults().isEmpty() && !verdict.missing().isEmpty();
			return (difference == null && needs) ? differenceLater(record) : difference;
		}
		catch (Exception | StackOverflowError ex) {
			return "throws " + ex + " at " + Arrays.stream(ex.getStackTrace()).limit(6).toList();
		}
	}

	private static String text(Verdict verdict) {
		if (!verdict.faults().isEmpty()) {
			return verdict.faults().iterator().next().code();
		}
		return !verdict.missing().isEmpty() ? "columns" : (verdict.unfilled().isEmpty() ? "row" : "missing-value");
	}

	/**
	 * What should become of the last record, in a word.
	 */
	String lastVerdict() {
		return this.lastVerdict;
	}

	private @Nullable String difference(byte[] record, Verdict verdict) throws Exception {
		if (!Trial.of(this.routed, record, this.wire).isOne()) {
			return "has no single verdict if its table is that of a field";
		}
		Trial onWire = Trial.of(this.transform, record, this.wire);
		Trial asJson = Trial.of(this.transform, record, this.json);
		Trial.of(this.transform, record, this.jsonAsText);
		if (!asJson.failures.equals(onWire.failures)) {
			return "fails with " + onWire.failures + " on wire, but " + asJson.failures + " as JSON";
		}
		String difference = difference(verdict, onWire);
		difference = (difference != null) ? difference : difference(verdict, asJson);
		if (difference != null || !verdict.faults().isEmpty() || !verdict.missing().isEmpty()) {
			return difference;
		}
		difference = difference(verdict, this.wire);
		difference = (difference != null) ? difference : difference(verdict, this.json);
		for (int i = 0; i < verdict.rows().size() && difference == null; i++) {
			difference = rowDifference(verdict.rows().get(i), i);
		}
		return difference;
	}

	private static @Nullable String difference(Verdict verdict, Trial trial) {
		if (!trial.isOne()) {
			return "has no single verdict: " + trial.failures + " and " + trial.rules;
		}
		if (!verdict.faults().isEmpty()) {
			boolean told = !trial.failures.isEmpty() && verdict.faults().contains(trial.failures.get(0).reason());
			return told ? null : "should have one of the faults " + verdict.faults() + ", has " + trial.failures;
		}
		List<String> rules = (verdict.rule() != null) ? List.of(verdict.rule()) : List.of();
		if (!trial.failures.isEmpty() || !rules.equals(trial.rules)) {
			return "should have no fault and be filtered by " + rules + ", but has " + trial.failures + " and is by "
					+ trial.rules;
		}
		return trial.missing.equals(verdict.missing()) ? null
				: "should miss " + verdict.missing() + ", misses " + trial.missing;
	}

	private static @Nullable String difference(Verdict verdict, EncodedRecord rows) {
		FieldPath unfilled = rows.unfilled();
		boolean right = (unfilled != null) ? verdict.unfilled().contains(unfilled.toString())
				: verdict.unfilled().isEmpty();
		if (!right) {
			return "should lack values of " + verdict.unfilled() + ", lacks that of " + unfilled;
		}
		return (rows.count() == verdict.rows().size()) ? null
				: "should have the rows " + verdict.rows() + ", has " + rows.count();
	}

	private @Nullable String rowDifference(Map<String, Object> expected, int index) throws Exception {
		Map<String, Object> onWire = RowForms.onWire(expected);
		Map<String, Object> row = this.wireRows.read(this.wire.row(index));
		if (!row.equals(onWire)) {
			return "should be on wire " + onWire + ", is " + row;
		}
		Set<String> expectedNulls = RowForms.explicitNulls(this.schema.columns(), expected);
		Set<String> nulls = this.wire.explicitNulls(index);
		if (!nulls.equals(expectedNulls)) {
			return "should have explicit NULLs of " + expectedNulls + ", has of " + nulls;
		}
		Map<String, Object> asJson = RowForms.asJson(this.schema.columns(), expected);
		row = this.jsonRows.read(this.json.row(index));
		if (!row.equals(asJson)) {
			return "should be as JSON " + asJson + ", is " + row;
		}
		row = this.jsonTextRows.read(this.jsonAsText.row(index));
		if (!row.equals(expected)) {
			return "should be as JSON with text " + expected + ", is " + row;
		}
		boolean same = Arrays.equals(JsonTexts.taken(this.layout, this.jsonAsText.row(index)), this.json.row(index));
		return same ? null : "is other JSON when it is taken out of its text: " + asJson;
	}

	/**
	 * The same with the columns that the record needs: columns that it has suggested must
	 * take what it has for them, except that an empty array suggests nothing.
	 */
	private @Nullable String differenceLater(byte[] record) {
		Trial trial = Trial.of(this.transform, record, this.json);
		TableSchema wider = trial.additions.applyTo(this.schema);
		if (wider.equals(this.schema)) {
			return null;
		}
		Verdict verdict = Oracle.verdict(wider, this.settings, record);
		boolean undecided = EMPTY_ARRAY.matcher(new String(record, StandardCharsets.UTF_8)).find();
		if ((!verdict.faults().isEmpty() && !undecided) || !verdict.missing().isEmpty()) {
			return "has " + verdict + " although the table has got all columns: " + wider;
		}
		String difference = new TestedTable(wider, this.settings).difference(record);
		return (difference != null) ? "with its columns: " + difference : null;
	}

}
