package dev.sluice.emulator.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Intervention;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the handler of a call, lets the faults strike, writes the answer and the log.
 *
 * The administration under {@code emulator/} is not struck and not logged.
 */
final class Dispatcher implements HttpHandler {

	private static final Logger logger = LoggerFactory.getLogger(Dispatcher.class);

	private final Engine engine;

	private final List<Route> routes;

	private final AccessControl access;

	Dispatcher(Engine engine, List<Route> routes) {
		this.engine = engine;
		this.routes = routes;
		this.access = new AccessControl(engine.permissions());
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			send(exchange, answer(exchange));
		}
		catch (Intervention.CallDropped ex) {
			// closing the exchange without an answer cuts the connection
		}
	}

	private Response answer(HttpExchange exchange) {
		try {
			return dispatch(exchange);
		}
		catch (ApiError ex) {
			return Response.error(ex);
		}
		catch (Intervention.CallDropped ex) {
			throw ex;
		}
		catch (Exception ex) {
			logger.atError().setCause(ex).addKeyValue("uri", exchange.getRequestURI()).log("call failed");
			return Response.error(ApiError.internal("The emulator failed: " + ex));
		}
	}

	private Response dispatch(HttpExchange exchange) throws IOException {
		String method = Request.method(exchange);
		List<String> parts = Paths.parts(exchange.getRequestURI().getRawPath());
		for (Route route : this.routes) {
			Map<String, String> variables = route.method().equals(method) ? route.match(parts) : null;
			if (variables != null) {
				Request request = new Request(exchange, variables);
				return route.operation().startsWith("emulator.") ? route.handler().handle(request)
						: call(route, request);
			}
		}
		throw ApiError.notFound("The emulator does not know " + method + ' ' + exchange.getRequestURI().getRawPath());
	}

	private Response call(Route route, Request request) throws IOException {
		String resource = request.resource(route);
		String outcome = "DROPPED";
		String detail = "";
		try {
			Intervention faults = this.engine.faults().intercept(new Target(route.operation(), resource));
			request.strikeWith(faults);
			faults.strike(Moment.BEFORE);
			this.access.check(route, request);
			Response response = route.handler().handle(request);
			faults.strike(Moment.AFTER);
			outcome = "OK";
			return response;
		}
		catch (ApiError ex) {
			outcome = ex.status();
			detail = ex.message();
			throw ex;
		}
		finally {
			this.engine.calls()
				.record(route.operation(), resource, outcome, detail, request.rows(), request.bytes(), 0);
		}
	}

	private static void send(HttpExchange exchange, Response response) throws IOException {
		response.headers().forEach(exchange.getResponseHeaders()::set);
		long length = response.body().length();
		boolean silent = length == 0 || exchange.getRequestMethod().equals("HEAD");
		exchange.sendResponseHeaders(response.status(), silent ? -1 : length);
		if (!silent) {
			try (InputStream in = response.body().source().open(); OutputStream out = exchange.getResponseBody()) {
				in.transferTo(out);
			}
		}
	}

}
