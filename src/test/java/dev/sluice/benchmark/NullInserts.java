package dev.sluice.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;

/**
 * Streaming inserts into the null warehouse. Rows are counted by the keys of their ids,
 * and are not looked at.
 */
final class NullInserts {

	private static final byte[] ID = "{\"insertId\":\"".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] ANSWER = "{\"kind\":\"bigquery#tableDataInsertAllResponse\"}"
		.getBytes(StandardCharsets.US_ASCII);

	private final NullWarehouse warehouse;

	NullInserts(NullWarehouse warehouse) {
		this.warehouse = warehouse;
	}

	void insert(HttpExchange call) throws IOException {
		byte[] request;
		try (InputStream body = call.getRequestBody()) {
			request = body.readAllBytes();
		}
		this.warehouse.acknowledged(rows(request), request.length);
		call.getResponseHeaders().add("Content-Type", "application/json");
		call.sendResponseHeaders(200, ANSWER.length);
		call.getResponseBody().write(ANSWER);
		call.close();
	}

	static int rows(byte[] request) {
		int rows = 0;
		int matched = 0;
		for (byte letter : request) {
			if (letter == ID[matched]) {
				matched++;
			}
			else {
				matched = (letter == ID[0]) ? 1 : 0;
			}
			if (matched == ID.length) {
				rows++;
				matched = 0;
			}
		}
		return rows;
	}

}
