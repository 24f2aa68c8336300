package dev.sluice.end2end;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.administration.letters.DeadLettersEndpoint;
import dev.sluice.administration.letters.DeadLettersEndpoint.DeadLettersDescriptor;
import dev.sluice.administration.letters.DeadLettersEndpoint.ReplayDescriptor;
import dev.sluice.administration.letters.DryRun;
import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.repeater.ReplayStatus;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for dead letters as operators see them. {@code -Dsluice.letters=10000} tells how
 * many the largest has.
 */
class DeadLettersIntegrationTests extends OnStage {

	private static final int LETTERS = Integer.getInteger("sluice.letters", 1500);

	private static final String[] STRICT = { "on-unknown-field=dead-letter", "bad-rows.max-ratio=1" };

	private static final SecurityContext ADMINISTRATOR = new SecurityContext() {

		@Override
		public @Nullable Principal getPrincipal() {
			return null;
		}

		@Override
		public boolean isUserInRole(String role) {
			return "ADMINISTRATOR".equals(role);
		}

	};

	private DeadLettersEndpoint letters;

	private ConfigurableApplicationContext instance;

	@BeforeEach
	void createTables() {
		this.stage.table(SHOP, this.orders, PLAIN);
		this.stage.table(SHOP, this.others, PLAIN);
	}

	@Test
	void lettersOfOneCauseAreCountedRehearsedAndReplayedOnceTheColumnIsThere() {
		begin(this.orders);
		IntStream.range(0, 3)
			.forEach((partition) -> this.stage.produce(this.orders, partition,
					colored(partition * LETTERS / 3, (partition + 1) * LETTERS / 3)));
		Stage.eventually(() -> assertThat(counts().open()).isEqualTo(LETTERS));
		assertThat(counts().causes()).singleElement().satisfies((cause) -> {
			assertThat(cause.reason()).isEqualTo("unknown-field");
			assertThat(cause.field()).isEqualTo("color");
			assertThat(cause.letters()).isEqualTo(LETTERS);
			assertThat(cause.topics()).containsExactly(this.orders);
		});
		String cause = counts().causes().get(0).id();
		assertThat(dryRun(cause)).isEqualTo("pass 0, fail %d, wait 0".formatted(LETTERS));

		addColumn(this.orders, "color");

		assertThat(dryRun(cause)).isEqualTo("pass %d, fail 0, wait 0".formatted(LETTERS));
		replay(null, cause, null, 5000);
		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=%d dead=0".formatted(LETTERS)));
		assertThat(ids(this.orders)).hasSize(LETTERS).doesNotHaveDuplicates();
		assertThat(counts().open()).isZero();
		assertThat(counts().replayed()).isEqualTo(LETTERS);

		this.stage.stop(this.instance);
		begin(this.orders);

		assertThat(counts().open()).isZero();
		replay(true, null, null, null);
		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=0 dead=0"));
		assertThat(ids(this.orders)).hasSize(LETTERS);
	}

	@Test
	void goodRecordsAreNotCondemnedBeforeTheirTableIsKnown() {
		begin(this.others);

		this.stage.produce(this.others, 0, Stage.numbered(0, 5));

		Stage.eventually(() -> assertThat(ids(this.others)).hasSize(5));
		assertThat(counts().open()).isZero();
	}

	@Test
	void whatFailsAgainStaysOpenAndReplayOfAllIsRehearsedUnlessAskedFor() {
		begin(this.others);
		this.stage.produce(this.others, "{\"id\": 1, \"color\": \"red\"}", "{\"id\": ");
		Stage.eventually(() -> assertThat(counts().byReason()).containsEntry("malformed", 1L)
			.containsEntry("unknown-field", 1L));

		ReplayDescriptor answer = this.letters.act("orders", "replay", true, null, null, null, null);

		assertThat(answer.dryRun()).isNotNull();
		assertThat(answer.replay()).isNull();
		assertThat(this.stage.records(this.others + "-dlt")).hasSize(2);
		replay(true, null, null, null);
		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=0 dead=2"));
		assertThat(counts().open()).isEqualTo(2);
		assertThat(this.stage.records(this.others + "-dlt")).hasSize(4);
	}

	@Test
	void requestsThatMakeNoSenseAreRefused() {
		begin(this.others);
		this.stage.produce(this.others, "{\"id\": ");
		Stage.eventually(() -> assertThat(counts().open()).isOne());
		String nowhere = this.others + "-dlt-0@9";

		assertThat(refusal(() -> replay(null, "0123456789ab", null, null))).isEqualTo(Why.UNKNOWN);
		assertThat(refusal(() -> replay(null, null, nowhere, null))).isEqualTo(Why.UNKNOWN);
		assertThat(refusal(() -> replay(null, null, "somewhere", null))).isEqualTo(Why.INVALID);
		assertThat(refusal(() -> replay(null, "wrong", null, null))).isEqualTo(Why.INVALID);
		assertThat(refusal(() -> replay(null, null, null, null))).isEqualTo(Why.INVALID);
		assertThat(refusal(() -> replay(true, null, nowhere, null))).isEqualTo(Why.INVALID);
		assertThat(refusal(() -> replay(true, null, null, 0))).isEqualTo(Why.INVALID);
		assertThat(refusal(() -> look("0123456789ab", false))).isEqualTo(Why.UNKNOWN);
		assertThat(refusal(() -> look(nowhere, false))).isEqualTo(Why.UNKNOWN);
		assertThat(refusal(() -> look("elsewhere", false))).isEqualTo(Why.INVALID);
		assertThat(refusal(() -> this.letters.deadLetters("others", null))).isEqualTo(Why.UNKNOWN);
		assertThat(refusal(() -> this.letters.act("orders", "dance", null, null, null, null, null)))
			.isEqualTo(Why.INVALID);
	}

	@Test
	void contentsAreMaskedUnlessAnAdministratorAsksForThem() {
		begin(this.others);
		this.stage.produce(this.others, "{\"id\": 1, \"color\": \"red\"}");
		Stage.eventually(() -> assertThat(counts().open()).isOne());
		String cause = counts().causes().get(0).id();
		String position = counts().causes().get(0).example().position();

		assertThat(look(cause, false).toString()).contains("unknown-field", "json", "length=25").doesNotContain("red");
		assertThat(look(position, true).toString()).contains("{\"id\": 1, \"color\": \"red\"}");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.letters.look("orders", cause, null, null, true, SecurityContext.NONE));
	}

	@Test
	void lettersAreShownPageByPage() {
		begin(this.others);
		this.stage.produce(this.others, 0, colored(0, 5));
		Stage.eventually(() -> assertThat(counts().open()).isEqualTo(5));
		String cause = counts().causes().get(0).id();
		String dlt = this.others + "-dlt-0@";

		assertThat(this.letters.look("orders", cause, 2, null, null, ADMINISTRATOR).toString())
			.contains(dlt + 0, dlt + 1, "next=" + dlt + 1)
			.doesNotContain(dlt + 2);
		assertThat(this.letters.look("orders", cause, 9, dlt + 1, null, ADMINISTRATOR).toString()).contains(dlt + 2,
				dlt + 4, "next=null");
	}

	@Test
	void pageThatEndsWithAPartitionIsFollowedByThatOfTheNext() {
		begin(this.orders);
		this.stage.produce(this.orders, 0, colored(0, 2));
		this.stage.produce(this.orders, 1, colored(2, 4));
		Stage.eventually(() -> assertThat(counts().open()).isEqualTo(4));
		String cause = counts().causes().get(0).id();
		String dlt = this.orders + "-dlt-";

		String first = this.letters.look("orders", cause, 2, null, null, ADMINISTRATOR).toString();
		String second = this.letters.look("orders", cause, 2, dlt + "0@1", null, ADMINISTRATOR).toString();

		assertThat(first).contains("position=" + dlt + "0@0", "position=" + dlt + "0@1", "next=" + dlt + "0@1")
			.doesNotContain("position=" + dlt + "1@");
		assertThat(second).contains("position=" + dlt + "1@0", "position=" + dlt + "1@1", "next=null")
			.doesNotContain("position=" + dlt + "0@");
	}

	@Test
	void lettersOfOtherPipelinesAreLeftAloneAndPointersStayDead() {
		begin(this.others);
		this.stage.produce(this.others, "{\"id\": ");
		Stage.eventually(() -> assertThat(counts().open()).isOne());
		KafkaBroker
			.produce(List.of(letter("elsewhere", "row-refused", null), letter("orders", "too-large", "too-large"),
					new ProducerRecord<>(this.others + "-dlt", bytes("no letter"))));

		assertThat(counts().open()).isEqualTo(2);
		assertThat(counts().others()).isEqualTo(2);
		String pointer = counts().causes()
			.stream()
			.filter((cause) -> "too-large".equals(cause.reason()))
			.toList()
			.get(0)
			.id();
		assertThat(this.letters.act("orders", "replay", null, pointer, null, true, null).toString())
			.contains("wouldFail=1", "the letter does not hold the original's value: too-large");
		replay(true, null, null, null);
		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=0 dead=2"));
		assertThat(counts().open()).isEqualTo(2);
	}

	@Test
	void retentionOfTheTopicDoesNotMatterAndThatOfLettersIsCounted() throws Exception {
		begin(this.others);
		this.stage.produce(this.others, 0, colored(0, 4));
		Stage.eventually(() -> assertThat(counts().open()).isEqualTo(4));
		delete(this.others, 4);
		delete(this.others + "-dlt", 1);
		addColumn(this.others, "color");

		assertThat(counts().open()).isEqualTo(3);
		replay(true, null, null, null);

		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=3 dead=0"));
		assertThat(ids(this.others)).containsExactlyInAnyOrder(1L, 2L, 3L);
		assertThat(counts().open()).isZero();
	}

	@Test
	void onlyOneInstanceReplaysAndAnyCanCancel() {
		begin(this.others);
		this.stage.produce(this.others, 0, colored(0, 100));
		Stage.eventually(() -> assertThat(counts().open()).isEqualTo(100));
		addColumn(this.others, "color");
		DeadLettersEndpoint first = this.letters;
		begin(this.others);
		first.act("orders", "replay", true, null, null, false, 10);

		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> replay(true, null, null, null))
			.withMessageContaining("a replay is running on instance ")
			.satisfies((ex) -> assertThat(ex.why()).isEqualTo(Why.UNSAFE));
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> first.act("orders", "replay", true, null, null, false, 10))
			.withMessageContaining("this instance is still at work on replay ");
		this.letters.act("orders", "cancel", null, null, null, null, null);

		Stage.eventually(() -> assertThat(outcome()).startsWith("CANCELLED"));
		int stored = ids(this.others).size();
		assertThat(stored).isLessThan(100);
		assertThat(counts().open()).isEqualTo(100 - stored);
		replay(true, null, null, null);
		Stage.eventually(() -> assertThat(ids(this.others)).hasSize(100).doesNotHaveDuplicates());
	}

	private void begin(String topic) {
		this.instance = start(topic, topic, STRICT);
		this.letters = this.instance.getBean(DeadLettersEndpoint.class);
	}

	private DeadLettersDescriptor counts() {
		return this.letters.deadLetters("orders", null);
	}

	private Object look(String what, boolean payload) {
		return this.letters.look("orders", what, null, null, payload, ADMINISTRATOR);
	}

	private String dryRun(String cause) {
		DryRun.Result run = Objects
			.requireNonNull(this.letters.act("orders", "replay", null, cause, null, true, null).dryRun());
		return "pass %d, fail %d, wait %d".formatted(run.wouldPass(), run.wouldFail(), run.wouldWait());
	}

	private void replay(@Nullable Boolean all, @Nullable String cause, @Nullable String position,
			@Nullable Integer rate) {
		this.letters.act("orders", "replay", all, cause, position, false, rate);
	}

	private String outcome() {
		ReplayStatus status = Objects.requireNonNull(counts().replay());
		return "%s stored=%d dead=%d".formatted(status.state(), status.stored(), status.dead());
	}

	private static Why refusal(Runnable request) {
		List<Why> why = new ArrayList<>();
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(request::run)
			.satisfies((ex) -> why.add(ex.why()));
		return why.get(0);
	}

	private List<Object> ids(String table) {
		return this.stage.rows(SHOP, table).stream().<Object>map((row) -> row.get("id")).toList();
	}

	private static List<String> colored(int from, int to) {
		return IntStream.range(from, to).mapToObj((id) -> "{\"id\": %d, \"color\": \"red\"}".formatted(id)).toList();
	}

	private ProducerRecord<byte[], byte[]> letter(String pipeline, String reason, @Nullable String omitted) {
		ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(this.others + "-dlt", (byte[]) null);
		letter.headers().add("sluice-pipeline", bytes(pipeline));
		Map.of("sluice-table", "test.shop." + this.others, "sluice-reason", reason, "sluice-topic", this.others,
				"sluice-partition", "0", "sluice-offset", "9")
			.forEach((name, text) -> letter.headers().add(name, bytes(text)));
		if (omitted != null) {
			letter.headers().add("sluice-omitted", bytes(omitted));
		}
		return letter;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private void delete(String topic, long before) throws Exception {
		this.stage.admin()
			.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
			.all()
			.get(30, TimeUnit.SECONDS);
	}

	/** Adds a column as anybody can, by BigQuery's own interface. */
	private void addColumn(String table, String column) {
		String schema = PLAIN.replace("]}}", ",{'name':'%s','type':'STRING'}]}}".formatted(column)).replace('\'', '"');
		HttpRequest request = HttpRequest
			.newBuilder(URI.create(this.stage.emulator().restHost() + "/bigquery/v2/projects/" + Stage.PROJECT
					+ "/datasets/" + SHOP + "/tables/" + table))
			.header("Content-Type", "application/json")
			.method("PATCH", HttpRequest.BodyPublishers.ofString(schema))
			.build();
		assertThatNoException().isThrownBy(() -> assertThat(send(request).statusCode()).isEqualTo(200));
	}

	private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
