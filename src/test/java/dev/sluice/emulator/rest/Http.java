package dev.sluice.emulator.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * Calls of an emulator without any client of Google's.
 */
public final class Http {

	private final HttpClient client = HttpClient.newHttpClient();

	private final String host;

	public Http(String host) {
		this.host = host;
	}

	/**
	 * Calls a path and returns the answer, whatever its status.
	 * @param headers names and values in turn
	 */
	public HttpResponse<String> call(String method, String path, String body, String... headers)
			throws IOException, InterruptedException {
		URI uri = URI.create(path.startsWith("http") ? path : this.host + path);
		HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	public JsonObject json(String method, String path, String body, String... headers)
			throws IOException, InterruptedException {
		return JsonParser.parseString(call(method, path, body, headers).body()).getAsJsonObject();
	}

}
