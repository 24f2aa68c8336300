package dev.sluice.schema.iglu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A web server on a free port of the loopback interface.
 */
final class WebServer implements AutoCloseable {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	private WebServer(int port, Answer answer) {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", (exchange) -> {
			String key = exchange.getRequestHeaders().getFirst("apikey");
			this.requests.add(exchange.getRequestURI() + ((key != null) ? " " + key : ""));
			answer.write(exchange);
		});
		this.server.start();
	}

	static WebServer answering(Answer answer) {
		return new WebServer(0, answer);
	}

	static WebServer answering(int port, Answer answer) {
		return new WebServer(port, answer);
	}

	static Answer status(int status, String body) {
		return (exchange) -> {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		};
	}

	static Answer redirect(String target) {
		return (exchange) -> {
			exchange.getResponseHeaders().add("Location", target);
			exchange.sendResponseHeaders(302, -1);
			exchange.close();
		};
	}

	/** Sends the beginning of a body and never its end. */
	static Answer stalling() {
		return (exchange) -> {
			exchange.sendResponseHeaders(200, 100);
			exchange.getResponseBody().write('{');
			exchange.getResponseBody().flush();
		};
	}

	String uri() {
		return "http://localhost:" + port();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/** Paths, and API keys after them. */
	List<String> requests() {
		return this.requests;
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@FunctionalInterface
	interface Answer {

		void write(HttpExchange exchange) throws IOException;

	}

}
