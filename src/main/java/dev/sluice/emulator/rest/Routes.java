package dev.sluice.emulator.rest;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.emulator.rest.Route.Handler;

/**
 * The table of all calls.
 */
final class Routes {

	private final List<Route> routes = new ArrayList<>();

	Routes get(String template, String operation, Handler handler) {
		return add("GET", template, operation, handler);
	}

	Routes post(String template, String operation, Handler handler) {
		return add("POST", template, operation, handler);
	}

	Routes put(String template, String operation, Handler handler) {
		return add("PUT", template, operation, handler);
	}

	Routes patch(String template, String operation, Handler handler) {
		return add("PATCH", template, operation, handler);
	}

	Routes delete(String template, String operation, Handler handler) {
		return add("DELETE", template, operation, handler);
	}

	private Routes add(String method, String template, String operation, Handler handler) {
		this.routes.add(Route.of(method, template, operation, handler));
		return this;
	}

	List<Route> all() {
		return List.copyOf(this.routes);
	}

}
