package dev.sluice.warehouse.insertall;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.google.api.services.bigquery.model.ErrorProto;
import com.google.api.services.bigquery.model.TableDataInsertAllResponse;
import com.google.api.services.bigquery.model.TableDataInsertAllResponse.InsertErrors;
import dev.sluice.conformance.JsonVectors;
import dev.sluice.conformance.Results;
import dev.sluice.warehouse.AppendResult.PartlyStored;
import dev.sluice.warehouse.AppendResult.Refusal;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conformance of what becomes of the rows of a request by the errors in its answer. Rows
 * that are refused for ever are Snowplow's failed inserts.
 */
public final class InsertAllVectors extends JsonVectors {

	public InsertAllVectors() {
		super("repeater/streaming_insert_partition_1x");
	}

	@Override
	protected void check(JsonNode vector, Results results) {
		results.check(vector.path("name").stringValue(), () -> {
			PartlyStored partly = (InsertAllAnswers.toResult(answer(vector)) instanceof PartlyStored some) ? some
					: new PartlyStored(List.of());
			assertThat(partly.refusals().stream().map(Refusal::row))
				.containsExactlyElementsOf(rows(vector.path("failedInserts")));
			assertThat(partly.stopped()).isEqualTo(rows(vector.path("retry")));
			assertThat(partly.later()).isEmpty();
			assertThat(IntStream.range(0, vector.path("rows").intValue()).filter((row) -> !partly.others().get(row)))
				.containsExactlyElementsOf(rows(vector.path("successful")));
		});
	}

	private static TableDataInsertAllResponse answer(JsonNode vector) {
		List<InsertErrors> rows = new ArrayList<>();
		vector.path("insertErrors")
			.forEachEntry((row,
					reasons) -> rows.add(new InsertErrors().setIndex(Long.valueOf(row))
						.setErrors(reasons.valueStream()
							.map((error) -> new ErrorProto().setReason(error.path("reason").stringValue()))
							.toList())));
		return new TableDataInsertAllResponse().setInsertErrors(rows);
	}

	private static List<Integer> rows(JsonNode indexes) {
		return indexes.valueStream().map(JsonNode::intValue).toList();
	}

}
