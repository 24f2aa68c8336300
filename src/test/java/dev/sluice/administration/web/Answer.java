package dev.sluice.administration.web;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;

/**
 * What a server has answered.
 *
 * @param status the HTTP status
 * @param body the body
 * @param response the whole answer
 */
record Answer(int status, String body, HttpResponse<String> response) {

	static Answer of(HttpResponse<String> response) {
		return new Answer(response.statusCode(), response.body(), response);
	}

	String header(String name) {
		return this.response.headers().firstValue(name).orElse("");
	}

	<T> T read(String path) {
		return JsonPath.read(this.body, path);
	}

	boolean isProblem() {
		return header("Content-Type").equals("application/problem+json");
	}

}
