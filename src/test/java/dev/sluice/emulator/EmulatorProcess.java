package dev.sluice.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.google.gson.JsonObject;
import dev.sluice.emulator.catalog.DatasetId;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Setting;

/**
 * An emulator in a process of its own that can be killed. It serves one table, which it
 * creates when it starts for the first time.
 */
public final class EmulatorProcess implements AutoCloseable {

	public static final TableId TABLE = new TableId("local", "shop", "orders");

	private final Process process;

	private final int restPort;

	private final int grpcPort;

	private EmulatorProcess(Process process, int restPort, int grpcPort) {
		this.process = process;
		this.restPort = restPort;
		this.grpcPort = grpcPort;
	}

	public static EmulatorProcess start(Path directory) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), "-Xmx128m", "-XX:TieredStopAtLevel=1",
				EmulatorProcess.class.getName(), directory.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith("ports=")) {
				String[] ports = line.substring(6).split(",");
				return new EmulatorProcess(process, Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
			}
		}
		throw new IOException("the emulator did not start");
	}

	public String restHost() {
		return "http://localhost:" + this.restPort;
	}

	public int grpcPort() {
		return this.grpcPort;
	}

	/**
	 * Kills the process without any chance to tidy up.
	 */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	/**
	 * The process.
	 */
	@SuppressWarnings("resource")
	public static void main(String[] arguments) throws InterruptedException {
		Emulator emulator = Emulator.builder().directory(Path.of(arguments[0])).start();
		if (emulator.catalog().findTable(TABLE).isEmpty()) {
			emulator.catalog().createDataset(new DatasetId("local", "shop"), new JsonObject());
			emulator.behavior().set(Setting.WRITE_PATH_LAG, Duration.ZERO);
			emulator.behavior().set(Setting.STALE_SPREAD, Duration.ZERO);
			emulator.catalog()
				.createTable(TABLE, TableDefinition
					.of(List.of(Field.of("id", FieldType.INTEGER), Field.of("name", FieldType.STRING))));
		}
		System.out.println("ports=" + emulator.restPort() + ',' + emulator.grpcPort());
		Thread.currentThread().join();
	}

}
