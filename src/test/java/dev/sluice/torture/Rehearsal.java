package dev.sluice.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.sluice.SluiceApplication;
import dev.sluice.fixtures.BrokerProcess;
import dev.sluice.torture.Scene.Addresses;
import org.awaitility.Awaitility;

/**
 * A load without faults, with broker, emulator and loader in one process that ends when
 * records are committed. Started with a directory.
 */
public final class Rehearsal {

	private static final int SEED = 1;

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private Rehearsal() {
	}

	public static void main(String[] args) throws Exception {
		TortureSettings settings = TortureSettings.ofSystemProperties();
		Schedule schedule = Schedule.of(SEED, settings.guarantee(), settings.mode(), settings.duration());
		Path directory = Path.of(args[0]);
		Addresses addresses = new Addresses(Ports.free(), Ports.free(), Ports.free());
		start(() -> BrokerProcess
			.main(new String[] { "" + addresses.kafka(), "" + Ports.free(), directory.resolve("broker").toString() }));
		start(() -> EmulatorProcess.main(new String[] { "" + addresses.rest(), "" + addresses.grpc(),
				directory.resolve("emulator").toString() }));
		Topics topics = new Topics(addresses.bootstrap());
		await(topics::ready);
		await(new EmulatorCalls(addresses.rest())::ready);
		new Tables(addresses.rest()).createDataset();
		topics.create(Scene.TOPICS, Scene.PARTITIONS);
		List<String> arguments = new ArrayList<>(
				new Loader(settings, schedule, addresses, ClassArchive.none()).arguments("rehearsal", directory));
		start(() -> SluiceApplication.main(arguments.toArray(String[]::new)));
		Production production = Production.of(schedule, addresses);
		production.start();
		await(() -> topics.committed(Loader.GROUP).size() == Scene.TOPICS.size() * Scene.PARTITIONS);
		production.close();
		System.exit(0);
	}

	private static void start(Program program) {
		Thread thread = new Thread(() -> {
			try {
				program.run();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(PATIENCE).until(condition);
	}

	private interface Program {

		void run() throws Exception;

	}

}
