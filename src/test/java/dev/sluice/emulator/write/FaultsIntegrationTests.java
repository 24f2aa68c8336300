package dev.sluice.emulator.write;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.RowError;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.protobuf.Int64Value;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.call.Call;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Trigger;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FaultsIntegrationTests {

	private static final Duration SHORT = Duration.ofMillis(200);

	private static final Duration LONG = Duration.ofSeconds(10);

	private final Emulator emulator = Emulator.start();

	private final GoogleClient google = new GoogleClient(this.emulator);

	private final AppendCall call = new AppendCall(this.emulator.grpcPort());

	private TableId table;

	private String stream;

	@BeforeEach
	void createTable() {
		this.table = this.google.table("orders", Field.of("id", FieldType.INTEGER), Field.of("name", FieldType.STRING));
		this.stream = this.table.path() + "/streams/_default";
	}

	@AfterEach
	void close() {
		this.call.close();
		this.google.close();
		this.emulator.close();
	}

	@Test
	void droppingAfterTheWriteStoresRowsWithoutAnAnswer() throws Exception {
		this.emulator.faults().add(Fault.after("AppendRows", new Effect.Drop()).when(Trigger.nth(2)));
		this.call.call(Requests.first(this.stream, Requests.row(1)));
		this.call.send(Requests.next(Requests.row(2)));

		assertThat(this.call.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
		assertThat(ids()).containsExactly(1L, 2L);
		assertThat(this.emulator.calls().calls("AppendRows")).extracting(Call::outcome)
			.containsExactly("OK", "DROPPED");
	}

	@Test
	void droppingBeforeTheWriteStoresNothing() throws Exception {
		this.emulator.faults().add(Fault.on("AppendRows", new Effect.Drop()));
		this.call.send(Requests.first(this.stream, Requests.row(1)));

		assertThat(this.call.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
		assertThat(ids()).isEmpty();
	}

	@Test
	void everyThirdAppendFailsWithinTheStream() throws Exception {
		this.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("INTERNAL", "try again")).when(Trigger.every(3)));
		this.call.send(Requests.first(this.stream, Requests.row(1)));
		for (int i = 2; i <= 6; i++) {
			this.call.send(Requests.next(Requests.row(i)));
		}

		for (int i = 1; i <= 6; i++) {
			assertThat(this.call.answer().hasError()).isEqualTo(i % 3 == 0);
		}
		assertThat(ids()).containsExactly(1L, 2L, 4L, 5L);
	}

	@Test
	void schemaOfAFailedFirstRequestHoldsForTheNext() throws Exception {
		this.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("UNAVAILABLE", "away")).when(Trigger.first(1)));

		assertThat(this.call.call(Requests.first(this.stream, Requests.row(1))).hasError()).isTrue();
		assertThat(this.call.call(Requests.next(Requests.row(1))).hasAppendResult()).isTrue();
	}

	@Test
	void faultsStrikeOnlyTheTableTheyAreFor() throws Exception {
		TableId other = this.google.table("returns", Field.of("id", FieldType.INTEGER));
		this.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("UNAVAILABLE", "away")).of("tables/returns/*"));

		assertThat(this.call.call(Requests.first(this.stream, Requests.row(1))).hasError()).isFalse();
		assertThat(this.call
			.call(Requests.first(other.path() + "/streams/_default", Requests.schema("id"), Requests.row(1)))
			.hasError()).isTrue();
	}

	@Test
	void heldBeforeTheWriteNothingIsStoredUntilReleased() throws Exception {
		ScriptedFault hold = this.emulator.faults().hold("AppendRows", "orders", 1, Moment.BEFORE);
		this.call.send(Requests.first(this.stream, Requests.row(1)));

		assertThat(hold.awaitHeld(LONG)).isTrue();
		assertThat(ids()).isEmpty();
		hold.release();
		assertThat(this.call.answer().hasAppendResult()).isTrue();
		assertThat(ids()).containsExactly(1L);
	}

	@Test
	void heldAfterTheWriteOnlyTheAnswersWait() throws Exception {
		ScriptedFault hold = this.emulator.faults().hold("AppendRows", "orders", 2, Moment.AFTER);
		this.call.call(Requests.first(this.stream, Requests.row(1)));
		this.call.send(Requests.next(Requests.row(2)));
		this.call.send(Requests.next(Requests.row(3)));

		assertThat(hold.awaitHeld(LONG)).isTrue();
		assertThat(this.call.silent(SHORT)).isTrue();
		assertThat(ids()).containsExactly(1L, 2L, 3L);
		hold.release();
		assertThat(this.call.answer().hasAppendResult()).isTrue();
		assertThat(this.call.answer().hasAppendResult()).isTrue();
	}

	@Test
	void heldCallCanBeDropped() throws Exception {
		ScriptedFault hold = this.emulator.faults().hold("AppendRows", "orders", 1, Moment.AFTER);
		this.call.send(Requests.first(this.stream, Requests.row(1)));

		assertThat(hold.awaitHeld(LONG)).isTrue();
		hold.drop();

		assertThat(this.call.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
		assertThat(ids()).containsExactly(1L);
	}

	@Test
	void answersAreDelayedAndKeepTheirOrder() throws Exception {
		this.emulator.behavior().set(Setting.ANSWER_DELAY, SHORT);
		long start = System.nanoTime();
		this.call.send(Requests.first(this.stream, Requests.row(1)));
		this.call.send(Requests.next(Requests.row(2)));
		this.call.answer();
		this.call.answer();

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
		assertThat(ids()).containsExactly(1L, 2L);
	}

	@Test
	void refusedRowsAreListedAsFarAsTheFaultSays() throws Exception {
		this.emulator.faults()
			.add(Fault.on("AppendRows", new Effect.RefuseRows(List.of(0, 2), 1, "not today", 1))
				.when(Trigger.first(1)));

		AppendRowsResponse refused = this.call
			.call(Requests.first(this.stream, Requests.row(1), Requests.row(2), Requests.row(3)));
		AppendRowsResponse accepted = this.call.call(Requests.next(Requests.row(2)));

		assertThat(refused.getRowErrorsList()).extracting(RowError::getMessage).containsExactly("not today");
		assertThat(accepted.hasAppendResult()).isTrue();
		assertThat(ids()).containsExactly(2L);
	}

	@Test
	void openingAStreamCanBeRefused() throws Exception {
		this.emulator.faults().add(Fault.on("Connect", new Effect.Fail("PERMISSION_DENIED", "no")));
		this.call.send(Requests.first(this.stream, Requests.row(1)));

		assertThat(this.call.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
	}

	@Test
	void drainingConnectionEndsUnavailable() throws Exception {
		this.emulator.faults().add(Fault.after("AppendRows", new Effect.GoAway()));
		this.call.send(Requests.first(this.stream, Requests.row(1)));

		Status end = this.call.end();
		assertThat(end.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
		assertThat(end.getDescription()).isEqualTo("the connection is draining");
	}

	@Test
	void flushCanBeAppliedAndItsAnswerLost() throws Exception {
		String buffered = this.google.stream(this.table, WriteStream.Type.BUFFERED).getName();
		this.call.call(Requests.at(0, Requests.first(buffered, Requests.row(1))));
		this.emulator.faults().add(Fault.after("FlushRows", new Effect.Fail("ABORTED", "lost")).when(Trigger.first(1)));

		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> flush(buffered));
		assertThat(ids()).containsExactly(1L);
		assertThat(flush(buffered)).isZero();
		this.emulator.behavior().set(Setting.REFLUSH_REFUSED, true);
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> flush(buffered))
			.satisfies((ex) -> assertThat(ex.getStatusCode().getCode().name()).isEqualTo("ALREADY_EXISTS"));
	}

	@Test
	void creatingAStreamCanBeHeld() throws Exception {
		ScriptedFault hold = this.emulator.faults().hold("CreateWriteStream", "*", 1, Moment.BEFORE);
		CompletableFuture<WriteStream> created = CompletableFuture
			.supplyAsync(() -> this.google.stream(this.table, WriteStream.Type.BUFFERED));

		assertThat(hold.awaitHeld(LONG)).isTrue();
		assertThat(created).isNotDone();
		hold.release();
		assertThat(created).succeedsWithin(LONG);
	}

	@Test
	void liftedFaultReleasesWhatItHolds() throws Exception {
		ScriptedFault hold = this.emulator.faults().hold("AppendRows", "*", 1, Moment.BEFORE);
		this.call.send(Requests.first(this.stream, Requests.row(1)));
		hold.awaitHeld(LONG);

		this.emulator.faults().clear();

		assertThat(this.call.answer().hasAppendResult()).isTrue();
	}

	private long flush(String name) {
		return this.google.writes()
			.flushRows(FlushRowsRequest.newBuilder().setWriteStream(name).setOffset(Int64Value.of(0)).build())
			.getOffset();
	}

	private List<Object> ids() {
		return this.emulator.rows(this.table).stream().map((row) -> row.get("id")).toList();
	}

}
