package dev.sluice.torture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.SluiceApplication;
import dev.sluice.fixtures.ChildProcess;
import dev.sluice.torture.Scene.Addresses;

/**
 * An instance of Sluice in a process of its own, set to do everything soon.
 */
final class Loader {

	static final String GROUP = "sluice-torture";

	private static final String PIPELINE = "--sluice.pipelines.torture.";

	static final List<String> OPTIONS = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
			"-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

	private final TortureSettings settings;

	private final Schedule schedule;

	private final Addresses addresses;

	private final ClassArchive classes;

	Loader(TortureSettings settings, Schedule schedule, Addresses addresses, ClassArchive classes) {
		this.settings = settings;
		this.schedule = schedule;
		this.addresses = addresses;
		this.classes = classes;
	}

	ChildProcess start(String name, Path directory) {
		Class<?> main = SluiceApplication.class;
		List<String> options = new ArrayList<>(this.classes.with(OPTIONS));
		if (this.settings.defect() != null) {
			main = DefectiveLoader.class;
			options.add("-D" + DefectiveLoader.DEFECT + "=" + this.settings.defect().name());
		}
		return ChildProcess.ofClass(main, directory.resolve(name + ".log"), options, arguments(name, directory));
	}

	/** The arguments of an instance. */
	List<String> arguments(String name, Path directory) {
		List<String> arguments = new ArrayList<>(application(name));
		pipeline().forEach((setting) -> arguments.add(PIPELINE + setting));
		if (this.settings.mode().equals(TortureSettings.FILE_LOADS)) {
			files(directory.resolve(name + "-files")).forEach((setting) -> arguments.add(PIPELINE + setting));
		}
		return arguments;
	}

	private List<String> application(String name) {
		List<String> application = new ArrayList<>(List.of("--server.port=0", "--spring.profiles.active=test",
				"--logging.config=classpath:dev/sluice/torture/logback.xml",
				"--spring.kafka.bootstrap-servers=" + this.addresses.bootstrap(),
				"--spring.kafka.consumer.client-id=" + name,
				"--spring.kafka.consumer.properties.session.timeout.ms=6000",
				"--spring.kafka.consumer.properties.max.poll.interval.ms=6000",
				"--spring.cloud.gcp.project-id=" + Tables.PROJECT,
				"--sluice.warehouse.rest-url=http://localhost:" + this.addresses.rest(),
				"--sluice.warehouse.grpc-target=localhost:" + this.addresses.grpc(),
				"--sluice.storage-write.answer-limit=3s", "--sluice.storage-write.reconnect-limit=2s"));
		for (String clock : List.of("transient", "propagation", "setup")) {
			application.add("--sluice.retry." + clock + ".initial=50ms");
			application.add("--sluice.retry." + clock + ".longest=500ms");
		}
		if (this.schedule.staticMembers()) {
			application.add("--spring.kafka.consumer.properties.group.instance.id=" + name);
		}
		return application;
	}

	private static List<String> files(Path directory) {
		return List.of("files.spool-directory=" + directory, "files.frequency=1s", "files.rows=2000",
				"files.poll=100ms", "files.jobs-per-day=1000000");
	}

	private List<String> pipeline() {
		return List.of("group-id=" + GROUP, "topics=" + String.join(",", Scene.TOPICS),
				"table=" + Tables.DATASET + (this.schedule.sharedTable() ? ".all" : ".{topic}"),
				"schema=" + Records.SCHEMA, "create.partition.time=day", "create.partition.column=day",
				"columns.topic=source_topic", "columns.partition=source_partition", "columns.offset=source_offset",
				"concurrency=" + this.schedule.concurrency(), "batch.rows=" + this.schedule.batchRows(),
				"batch.age=" + this.schedule.batchAge().toMillis() + "ms", "commit-interval=100ms",
				"drain.shutdown=10s", "write.guarantee=" + this.settings.guarantee(),
				"write.mode=" + this.settings.mode());
	}

}
