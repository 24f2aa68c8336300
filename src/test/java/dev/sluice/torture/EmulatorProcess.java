package dev.sluice.torture;

import java.nio.file.Path;

import dev.sluice.emulator.Emulator;

/**
 * The BigQuery emulator as a process of its own, started with a port for REST, one for
 * gRPC and a directory, which is new or that of an earlier process.
 */
public final class EmulatorProcess {

	private EmulatorProcess() {
	}

	public static void main(String[] args) throws Exception {
		Emulator emulator = Emulator.builder()
			.restPort(Integer.parseInt(args[0]))
			.grpcPort(Integer.parseInt(args[1]))
			.directory(Path.of(args[2]))
			.location("US")
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
		Thread.currentThread().join();
	}

}
