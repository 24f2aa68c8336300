package dev.sluice.intake;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;

import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NativeLz4}.
 */
class NativeLz4Tests {

	@Test
	void lz4IsNativeInClassesOfAnotherLoader() throws Exception {
		URL[] classPath = { location(NativeLz4.class), location(LZ4Factory.class), location(Logger.class) };

		try (URLClassLoader jar = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			assertThat(fastest(jar)).doesNotContain("JNI");
			Method load = jar.loadClass(NativeLz4.class.getName()).getDeclaredMethod("load");
			load.setAccessible(true);

			load.invoke(null);

			assertThat(fastest(jar)).contains("JNI");
		}
	}

	private static String fastest(ClassLoader loader) throws Exception {
		return loader.loadClass(LZ4Factory.class.getName()).getMethod("fastestInstance").invoke(null).toString();
	}

	private static URL location(Class<?> type) {
		return type.getProtectionDomain().getCodeSource().getLocation();
	}

}
