package dev.sluice.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.sluice.deadletter.DeadLetterHeaders;
import dev.sluice.fixtures.BrokerProcess;
import dev.sluice.fixtures.ChildProcess;
import dev.sluice.record.SourcePosition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A broker, an emulator, up to three loaders and a producer, the processes of one seed.
 * Used by one thread.
 */
final class Scene implements AutoCloseable {

	static final List<String> TOPICS = List.of("orders", "parcels", "refunds");

	static final int PARTITIONS = 2;

	private static final int INSTANCES = 3;

	private static final List<String> SERVER_OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC",
			"-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=dev/sluice/torture/logback.xml");

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	/** How long rows may be invisible after all is committed. */
	private static final Duration SETTLING = Duration.ofSeconds(20);

	private static final Duration GLANCE = Duration.ofMillis(100);

	private final TortureSettings settings;

	private final Addresses addresses = new Addresses(Ports.free(), Ports.free(), Ports.free());

	private final Part broker;

	private final Part emulator;

	private final List<Part> loaders;

	private final EmulatorCalls calls = new EmulatorCalls(this.addresses.rest());

	private final Tables tables = new Tables(this.addresses.rest());

	private final Topics topics;

	private final Map<SourcePosition, List<Content>> gone = new HashMap<>();

	private final Production production;

	private Scene(TortureSettings settings, Schedule schedule, Path directory, ClassArchive classes) {
		List<String> options = classes.with(SERVER_OPTIONS);
		this.settings = settings;
		this.broker = new Part("broker", () -> ChildProcess.ofClass(BrokerProcess.class,
				directory.resolve("broker.log"), options,
				List.of("" + this.addresses.kafka(), "" + Ports.free(), directory.resolve("broker").toString())));
		this.emulator = new Part("emulator",
				() -> ChildProcess.ofClass(EmulatorProcess.class, directory.resolve("emulator.log"), options,
						List.of("" + this.addresses.rest(), "" + this.addresses.grpc(),
								directory.resolve("emulator").toString())));
		this.loaders = IntStream.rangeClosed(1, INSTANCES)
			.mapToObj((number) -> "loader-" + number)
			.map((name) -> new Part(name,
					() -> new Loader(settings, schedule, this.addresses, classes).start(name, directory)))
			.toList();
		this.topics = new Topics(this.addresses.bootstrap());
		this.production = Production.of(schedule, this.addresses);
	}

	/**
	 * Starts everything, and waits until rows are loaded.
	 * @param settings what is tortured
	 * @param schedule how the loaders are set up
	 * @param directory an empty or absent directory for data and logs
	 * @param classes what processes are started with
	 */
	static Scene open(TortureSettings settings, Schedule schedule, Path directory, ClassArchive classes) {
		Scene scene = new Scene(settings, schedule, directory, classes);
		try {
			scene.begin(schedule.loaders());
			return scene;
		}
		catch (RuntimeException ex) {
			scene.close();
			throw ex;
		}
	}

	private void begin(int instances) {
		this.broker.start();
		this.emulator.start();
		until(this.calls::ready, "the emulator does not answer");
		this.tables.createDataset();
		until(this.topics::ready, "the broker does not answer");
		this.topics.create(TOPICS, PARTITIONS);
		this.loaders.stream().limit(instances).forEach(Part::start);
		this.production.start();
		until(() -> this.topics.committed(Loader.GROUP).size() == TOPICS.size() * PARTITIONS, "nothing is loaded");
	}

	Part broker() {
		return this.broker;
	}

	Part emulator() {
		return this.emulator;
	}

	EmulatorCalls calls() {
		return this.calls;
	}

	Tables tables() {
		return this.tables;
	}

	Production production() {
		return this.production;
	}

	/** The calls by which rows are stored in BigQuery. */
	List<String> writeCalls() {
		return WriteCalls.effective(this.settings.mode());
	}

	/** The loaders that are at work and that no other fault has. */
	List<Part> loading() {
		return this.loaders.stream().filter((loader) -> loader.running() && !loader.claimed()).toList();
	}

	/** A loader that is not at work. */
	@Nullable Part spareLoader() {
		return this.loaders.stream()
			.filter((loader) -> !loader.running() && !loader.claimed())
			.findFirst()
			.orElse(null);
	}

	Membership membership(Part loader) {
		List<String> members = this.topics.members(Loader.GROUP);
		if (members == null) {
			return Membership.UNKNOWN;
		}
		return members.stream().anyMatch((member) -> member.contains(loader.name())) ? Membership.MEMBER
				: Membership.ABSENT;
	}

	/** Whether a process that was started answers. */
	boolean ready(Part part) {
		if (part == this.broker) {
			return this.topics.ready();
		}
		return part != this.emulator || this.calls.ready();
	}

	/**
	 * Writes down rows of a table that is about to be dropped.
	 */
	void keepFromDropped(Map<SourcePosition, List<Content>> rows) {
		this.gone.putAll(rows);
	}

	void pause(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	/**
	 * Ends all that faults have left, and waits until the loaders have caught up: all is
	 * committed, and nothing is missing any more or for too long.
	 * @return whether they have
	 */
	boolean calmDown(Duration limit) {
		this.broker.start();
		this.emulator.start();
		until(() -> ready(this.broker) && ready(this.emulator), "broker and emulator do not answer");
		this.calls.removeAll();
		this.production.close();
		if (this.loaders.stream().noneMatch(Part::running)) {
			this.loaders.get(0).start();
		}
		boolean caughtUp = holds(() -> this.topics.behind(Loader.GROUP, TOPICS) == 0, limit);
		if (caughtUp) {
			holds(() -> Verdict.of(findings()).keeps(false), SETTLING);
		}
		return caughtUp;
	}

	/** The processes that have ended although nobody asked them to. */
	List<String> failures() {
		return Stream.concat(Stream.of(this.broker, this.emulator), this.loaders.stream())
			.filter(Part::failed)
			.map(Part::name)
			.toList();
	}

	/** Lets all processes write what their threads do to their logs. */
	void dumpThreads() {
		Stream.concat(Stream.of(this.broker, this.emulator), this.loaders.stream())
			.forEach((part) -> part.signal("QUIT"));
	}

	/** Asks the loaders to end, and waits for it. */
	void stopLoading() {
		this.loaders.forEach(Part::terminate);
		this.loaders.forEach(Part::close);
	}

	/** Reads what there is in topics and tables. */
	Findings findings() {
		Map<SourcePosition, Produced> produced = new HashMap<>();
		Map<SourcePosition, String> dead = new HashMap<>();
		Set<SourcePosition> waiting = new HashSet<>();
		for (String topic : TOPICS) {
			this.topics.read(topic, (read) -> produced
				.put(new SourcePosition(read.topic(), read.partition(), read.offset()), Records.read(read)));
			this.topics.read(topic + "-dlt",
					(letter) -> dead.put(origin(letter), Topics.header(letter, DeadLetterHeaders.REASON)));
			this.topics.read(topic + "-failed-inserts", (letter) -> waiting.add(origin(letter)));
		}
		return new Findings(produced, this.tables.rows(), Map.copyOf(this.gone), dead, waiting,
				this.topics.committed(Loader.GROUP), this.tables.columns());
	}

	private static SourcePosition origin(ConsumerRecord<byte[], byte[]> letter) {
		return new SourcePosition(Topics.header(letter, DeadLetterHeaders.TOPIC),
				Integer.parseInt(Topics.header(letter, DeadLetterHeaders.PARTITION)),
				Long.parseLong(Topics.header(letter, DeadLetterHeaders.OFFSET)));
	}

	private void until(Condition condition, String otherwise) {
		if (!holds(condition, PATIENCE)) {
			throw new IllegalStateException(otherwise);
		}
	}

	private boolean holds(Condition condition, Duration limit) {
		long end = System.nanoTime() + limit.toNanos();
		while (System.nanoTime() < end) {
			requireServers();
			if (condition.holds()) {
				return true;
			}
			pause(GLANCE);
		}
		return condition.holds();
	}

	private void requireServers() {
		if (this.broker.failed() || this.emulator.failed()) {
			throw new IllegalStateException("broker or emulator has ended by itself");
		}
	}

	@Override
	public void close() {
		this.production.close();
		stopLoading();
		this.topics.close();
		this.broker.kill();
		this.emulator.kill();
	}

	/**
	 * Whether the group has a loader as a member.
	 */
	enum Membership {

		MEMBER, ABSENT,

		/** The broker does not say. */
		UNKNOWN

	}

	private interface Condition {

		boolean holds();

	}

	/**
	 * Where processes listen.
	 *
	 * @param kafka the broker's port
	 * @param rest the emulator's port for REST
	 * @param grpc the emulator's port for gRPC
	 */
	record Addresses(int kafka, int rest, int grpc) {

		String bootstrap() {
			return "localhost:" + this.kafka;
		}

	}

}
