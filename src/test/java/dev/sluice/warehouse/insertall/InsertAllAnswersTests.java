package dev.sluice.warehouse.insertall;

import java.util.List;
import java.util.stream.Stream;

import com.google.api.services.bigquery.model.ErrorProto;
import com.google.api.services.bigquery.model.TableDataInsertAllResponse;
import com.google.api.services.bigquery.model.TableDataInsertAllResponse.InsertErrors;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.PartlyStored;
import dev.sluice.warehouse.AppendResult.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InsertAllAnswersTests {

	@Test
	void answerWithoutErrorsMeansThatAllRowsAreStored() {
		assertThat(result()).isEqualTo(new AppendResult.Stored());
	}

	@Test
	void goodRowsThatWereStoppedAreToldFromBadOnes() {
		assertThat(result(row(2, "stopped"), row(0, "stopped"), row(1, "invalid")))
			.isEqualTo(new PartlyStored(List.of(new Refusal(1, "invalid")), List.of(), List.of(0, 2)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "timeout", "backendError", "internalError", "quotaExceeded", "somethingNew" })
	void rowWithAnotherReasonIsTakenLater(String reason) {
		assertThat(result(row(1, reason)))
			.isEqualTo(new PartlyStored(List.of(), List.of(new Refusal(1, reason)), List.of()));
	}

	@Test
	void rowsThatWereStoppedByNothingAreTakenLater() {
		assertThat(result(row(0, "stopped")))
			.isEqualTo(new PartlyStored(List.of(), List.of(new Refusal(0, "stopped")), List.of()));
	}

	@Test
	void reasonThatLastsDecidesAboutARowWithSeveral() {
		assertThat(result(row(0, "stopped", "timeout", "invalid"), row(1, "stopped", "timeout"))).isEqualTo(
				new PartlyStored(List.of(new Refusal(0, "invalid")), List.of(new Refusal(1, "timeout")), List.of()));
	}

	@Test
	void columnThatBigQueryDoesNotKnowIsNoFaultOfTheRow() {
		InsertErrors row = row(0, "invalid");
		row.getErrors().get(0).setMessage("no such field: note.");

		assertThat(result(row))
			.isEqualTo(new PartlyStored(List.of(), List.of(new Refusal(0, "no such field: note.")), List.of()));
	}

	private static AppendResult result(InsertErrors... errors) {
		return InsertAllAnswers.toResult(new TableDataInsertAllResponse().setInsertErrors(List.of(errors)));
	}

	private static InsertErrors row(long index, String... reasons) {
		return new InsertErrors().setIndex(index)
			.setErrors(Stream.of(reasons).map((reason) -> new ErrorProto().setReason(reason)).toList());
	}

}
