package dev.sluice.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.gson.JsonObject;
import com.google.protobuf.Int64Value;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.write.AppendCall;
import dev.sluice.emulator.write.GoogleClient;
import dev.sluice.emulator.write.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RecoveryIntegrationTests {

	private static final String DEFAULT_STREAM = EmulatorProcess.TABLE.path() + "/streams/_default";

	@TempDir
	private Path directory;

	@Test
	void whatWasAcknowledgedSurvivesAKill() throws Exception {
		String buffered = appendAndKill();

		try (Emulator emulator = restart(); AppendCall call = new AppendCall(emulator.grpcPort())) {
			assertThat(ids(emulator)).containsExactlyInAnyOrder(1L, 2L, 10L);
			AppendRowsResponse known = call.call(Requests.at(0, Requests.first(buffered, Requests.row(10))));
			AppendRowsResponse next = call.call(Requests.at(2, Requests.next(Requests.row(12))));

			assertThat(known.getError().getMessage()).contains("expected offset 2, received 0");
			assertThat(next.getAppendResult().getOffset().getValue()).isEqualTo(2);
			assertThat(flush(emulator, buffered, 2)).isEqualTo(2);
			assertThat(ids(emulator)).containsExactlyInAnyOrder(1L, 2L, 10L, 11L, 12L);
		}
	}

	@Test
	void pendingLagSurvivesARestart() {
		try (Emulator emulator = Emulator.builder().directory(this.directory).start()) {
			emulator.catalog().createDataset(EmulatorProcess.TABLE.inDataset(), new JsonObject());
			emulator.behavior().set(Setting.WRITE_PATH_LAG, Duration.ofHours(1));
			emulator.catalog()
				.createTable(EmulatorProcess.TABLE, TableDefinition.of(List.of(Field.of("id", FieldType.INTEGER))));
		}

		try (Emulator emulator = Emulator.builder().directory(this.directory).start()) {
			assertThat(emulator.catalog().findTable(EmulatorProcess.TABLE)).isPresent();
			assertThat(emulator.catalog().writeView(Duration.ZERO).table(EmulatorProcess.TABLE)).isEmpty();
			emulator.clock().advance(Duration.ofHours(1));
			assertThat(emulator.catalog().writeView(Duration.ZERO).table(EmulatorProcess.TABLE)).isPresent();
		}
	}

	@Test
	void timeDoesNotGoBackOverARestart() {
		Instant advanced;
		try (Emulator emulator = Emulator.builder().directory(this.directory).start()) {
			emulator.clock().advance(Duration.ofDays(8));
			advanced = emulator.clock().instant();
		}

		try (Emulator emulator = Emulator.builder().directory(this.directory).start()) {
			assertThat(emulator.clock().instant()).isAfterOrEqualTo(advanced);
		}
	}

	@Test
	void tornLastEntriesAreCutOff() throws Exception {
		appendAndKill();
		for (Path file : files()) {
			Files.write(file, new byte[] { 0, 0, 0, 60, 1, 2, 3 }, StandardOpenOption.APPEND);
		}

		try (Emulator emulator = restart(); AppendCall call = new AppendCall(emulator.grpcPort())) {
			call.call(Requests.first(DEFAULT_STREAM, Requests.row(3)));
			assertThat(ids(emulator)).containsExactlyInAnyOrder(1L, 2L, 10L, 3L);
		}
	}

	@Test
	void directoryWithoutItsRowsIsRefused() throws Exception {
		appendAndKill();
		for (Path file : files()) {
			if (file.getFileName().toString().equals("default.rows")) {
				Files.delete(file);
			}
		}

		assertThatIllegalStateException().isThrownBy(() -> Emulator.builder().directory(this.directory).start())
			.withMessageContaining("is incomplete: default.rows is missing");
	}

	@Test
	void directoryWithoutItsJournalIsRefused() throws Exception {
		appendAndKill();
		Files.delete(this.directory.resolve("journal"));

		assertThatIllegalStateException().isThrownBy(() -> Emulator.builder().directory(this.directory).start())
			.withMessageContaining("is incomplete: journal is missing");
	}

	@Test
	void directoryOfAnotherInstanceIsRefused() {
		Emulator.builder().directory(this.directory).instance("one").start().close();

		assertThatIllegalStateException()
			.isThrownBy(() -> Emulator.builder().directory(this.directory).instance("two").start())
			.withMessageContaining("belongs to instance one, not to two");
	}

	@Test
	void directoryInUseIsRefused() {
		try (Emulator emulator = Emulator.builder().directory(this.directory).start()) {
			assertThat(emulator.grpcPort()).isPositive();
			assertThatIllegalStateException().isThrownBy(() -> Emulator.builder().directory(this.directory).start())
				.withMessageContaining("another emulator uses");
		}
	}

	/**
	 * Stores rows 1 and 2 on the default stream and rows 10 and 11 on a buffered one, of
	 * which the first is flushed.
	 */
	private String appendAndKill() throws Exception {
		try (EmulatorProcess process = EmulatorProcess.start(this.directory);
				BigQueryWriteClient client = GoogleClient.connect(process.grpcPort());
				AppendCall call = new AppendCall(process.grpcPort())) {
			String buffered = client
				.createWriteStream(EmulatorProcess.TABLE.path(),
						WriteStream.newBuilder().setType(WriteStream.Type.BUFFERED).build())
				.getName();
			call.call(Requests.first(DEFAULT_STREAM, Requests.row(1), Requests.row(2)));
			call.call(Requests.at(0, Requests.first(buffered, Requests.row(10), Requests.row(11))));
			client
				.flushRows(FlushRowsRequest.newBuilder().setWriteStream(buffered).setOffset(Int64Value.of(0)).build());
			process.kill();
			return buffered;
		}
	}

	/**
	 * Starts over, with all connections up to date.
	 */
	private Emulator restart() {
		Emulator emulator = Emulator.builder().directory(this.directory).start();
		emulator.behavior().set(Setting.STALE_SPREAD, Duration.ZERO);
		return emulator;
	}

	private static long flush(Emulator emulator, String stream, long offset) {
		try (GoogleClient client = new GoogleClient(emulator)) {
			return client.writes()
				.flushRows(
						FlushRowsRequest.newBuilder().setWriteStream(stream).setOffset(Int64Value.of(offset)).build())
				.getOffset();
		}
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter((file) -> file.toString().matches(".*(journal|\\.rows|\\.held)")).toList();
		}
	}

	private static List<Object> ids(Emulator emulator) {
		return emulator.rows(EmulatorProcess.TABLE).stream().map((row) -> row.get("id")).toList();
	}

}
