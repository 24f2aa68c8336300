package dev.sluice.torture;

import dev.sluice.SluiceApplication;

import org.springframework.boot.SpringApplication;

/**
 * Sluice with a defect that a system property names.
 */
public final class DefectiveLoader {

	static final String DEFECT = "torture.defect";

	private DefectiveLoader() {
	}

	public static void main(String[] args) {
		SpringApplication.run(new Class<?>[] { SluiceApplication.class, PlantedDefect.class }, args);
	}

}
