package dev.sluice.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.sluice.fixtures.ChildProcess;

/**
 * The production jar at work, started with nothing but properties.
 */
final class LoaderProcess implements AutoCloseable {

	static final String PROJECT = "bench";

	static final String PIPELINE = "--sluice.pipelines.bench.";

	/**
	 * Settings of the consumer, for the loader and the ceiling alike: the loader's own.
	 */
	static final Map<String, String> CONSUMER = Map.of("max.poll.records", "1000", "max.partition.fetch.bytes",
			"262144", "fetch.max.bytes", "1048576");

	private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(");

	private final String group;

	private final ChildProcess process;

	private final Path gcLog;

	LoaderProcess(String group, ChildProcess process, Path gcLog) {
		this.group = group;
		this.process = process;
		this.gcLog = gcLog;
	}

	static List<String> arguments(Bench bench, String group, String topics, String table) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0",
				"--spring.kafka.bootstrap-servers=" + bench.bootstrap(), "--spring.cloud.gcp.project-id=" + PROJECT,
				"--sluice.warehouse.rest-url=http://localhost:" + bench.restPort(),
				"--sluice.warehouse.grpc-target=localhost:" + bench.grpcPort(), PIPELINE + "topics=" + topics,
				"--sluice.iglu.repositories[0].uri=" + BenchSchemas.repository(), PIPELINE + "group-id=" + group,
				PIPELINE + "table=" + table, PIPELINE + "concurrency=" + bench.settings().concurrency(),
				PIPELINE + "batch.in-flight=" + bench.settings().inFlight()));
		CONSUMER.forEach((name, value) -> arguments.add("--spring.kafka.consumer.properties." + name + "=" + value));
		return arguments;
	}

	String group() {
		return this.group;
	}

	ChildProcess process() {
		return this.process;
	}

	/** The most that the heap held before a collection, in MiB. */
	long peakHeapMegabytes() {
		return collections().mapToLong((collection) -> Long.parseLong(collection.group(1))).max().orElse(0);
	}

	/** What the last collection left in the heap, in MiB. */
	long heapAfterCollectionMegabytes() {
		return collections().mapToLong((collection) -> Long.parseLong(collection.group(2)))
			.reduce((before, last) -> last)
			.orElse(0);
	}

	private Stream<MatchResult> collections() {
		try {
			return COLLECTION.matcher(Files.readString(this.gcLog)).results();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
