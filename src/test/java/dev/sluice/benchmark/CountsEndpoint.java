package dev.sluice.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

import com.sun.net.httpserver.HttpServer;

/**
 * Tells over HTTP how many rows a ceiling has finished.
 */
final class CountsEndpoint {

	private CountsEndpoint() {
	}

	static void serve(int port, LongSupplier rows) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
		server.createContext("/", (call) -> {
			byte[] body = ("{\"rows\":" + rows.getAsLong() + "}").getBytes(StandardCharsets.US_ASCII);
			call.sendResponseHeaders(200, body.length);
			call.getResponseBody().write(body);
			call.close();
		});
		server.start();
	}

}
