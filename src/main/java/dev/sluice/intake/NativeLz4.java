package dev.sluice.intake;

import net.jpountz.lz4.LZ4Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decompression of lz4 by native code, also in an executable jar.
 * <p>
 * Kafka takes the fastest implementation that lz4-java offers. Classes of an executable
 * jar are not loaded by the system class loader, and to those lz4-java offers its native
 * implementation only if something has loaded the library before; else it is plain Java,
 * which takes a quarter of the loader's CPU instead of a tenth.
 */
final class NativeLz4 {

	private static final Logger logger = LoggerFactory.getLogger(NativeLz4.class);

	private NativeLz4() {
	}

	/**
	 * Loads the library if the platform has one; to be called before the first consumer
	 * is made.
	 */
	static void load() {
		try {
			LZ4Factory.nativeInstance();
		}
		catch (LinkageError | RuntimeException ex) {
			logger.atInfo().addKeyValue("cause", ex).log("lz4 is decompressed without native code");
		}
	}

}
