package dev.sluice.torture;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads under faults and compares every position afterwards: {@code ./mvnw -q -Ptorture
 * test -Dseeds=1-20 -Dguarantee=at-least-once -Dmode=storage-write -Dseconds=30}.
 */
public class Torture {

	@Test
	void nothingIsLost() throws Exception {
		assertThat(run()).as("every seed passes, and every kind of fault fires").isTrue();
	}

	/**
	 * The same without Maven.
	 */
	public static void main(String[] arguments) throws Exception {
		System.exit(run() ? 0 : 1);
	}

	private static boolean run() throws InterruptedException, IOException {
		return new Campaign(TortureSettings.ofSystemProperties(), System.out).run();
	}

}
