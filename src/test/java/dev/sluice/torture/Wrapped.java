package dev.sluice.torture;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

/**
 * A client some of whose calls go elsewhere.
 */
final class Wrapped {

	private Wrapped() {
	}

	/**
	 * Wraps a client.
	 * @param type the interface that it is known by
	 * @param client the client
	 * @param detour decides about every call
	 */
	@SuppressWarnings("unchecked")
	static <T> T of(Class<? super T> type, T client, Detour detour) {
		return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> detour.call(method, (arguments != null) ? arguments : new Object[0],
						(changed) -> invoke(client, method, changed)));
	}

	private static @Nullable Object invoke(Object client, Method method, @Nullable Object[] arguments)
			throws Throwable {
		try {
			return method.invoke(client, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Decides about a call.
	 */
	interface Detour {

		@Nullable Object call(Method method, @Nullable Object[] arguments, Way way) throws Throwable;

	}

	/**
	 * The way that the call would have gone.
	 */
	interface Way {

		@Nullable Object go(@Nullable Object[] arguments) throws Throwable;

	}

}
