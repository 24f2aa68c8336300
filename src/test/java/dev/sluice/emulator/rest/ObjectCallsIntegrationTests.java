package dev.sluice.emulator.rest;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonObject;
import dev.sluice.emulator.Emulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the calls of Cloud Storage, and for load jobs that read from buckets.
 */
class ObjectCallsIntegrationTests {

	private static final String UPLOAD = "/upload/storage/v1/b/spool/o?uploadType=";

	private static final String ROWS = "{\"id\": 1}\n{\"id\": 2}\n";

	@TempDir
	private Path directory;

	private Emulator emulator;

	private Http http;

	@BeforeEach
	void start() throws Exception {
		restart();
		this.http.call("POST", "/storage/v1/b?project=local", "{\"name\": \"spool\"}");
	}

	private void restart() {
		this.emulator = Emulator.builder().directory(this.directory).start();
		this.http = new Http(this.emulator.restHost());
	}

	@AfterEach
	void close() {
		this.emulator.close();
	}

	@Test
	void mediaIsStoredAndReadBack() throws Exception {
		JsonObject stored = this.http.json("POST", UPLOAD + "media&name=in%2Frows.json", "abc", "Content-Type",
				"text/plain");

		assertThat(stored.get("size").getAsString()).isEqualTo("3");
		assertThat(stored.get("md5Hash").getAsString()).isEqualTo("kAFQmDzST7DWlj99KOF/cg==");
		assertThat(stored.get("crc32c").getAsString()).isEqualTo("Nks/tw==");
		assertThat(stored.get("contentType").getAsString()).isEqualTo("text/plain");
		assertThat(this.http.call("GET", "/storage/v1/b/spool/o/in%2Frows.json?alt=media", "").body()).isEqualTo("abc");
		assertThat(this.http.call("GET", "/download/storage/v1/b/spool/o/in%2Frows.json?alt=media", "").body())
			.isEqualTo("abc");
	}

	@Test
	void multipartIsStoredWithItsMetadata() throws Exception {
		String body = "--xyz\r\nContent-Type: application/json\r\n\r\n{\"name\": \"a.txt\", \"metadata\": {\"k\": \"v\"}}"
				+ "\r\n--xyz\r\nContent-Type: text/csv\r\n\r\n--not the end\r\nline\r\n--xyz--\r\n";

		JsonObject stored = this.http.json("POST", UPLOAD + "multipart", body, "Content-Type",
				"multipart/related; boundary=xyz");

		assertThat(stored.getAsJsonObject("metadata").get("k").getAsString()).isEqualTo("v");
		assertThat(stored.get("contentType").getAsString()).isEqualTo("text/csv");
		assertThat(this.http.call("GET", "/storage/v1/b/spool/o/a.txt?alt=media", "").body())
			.isEqualTo("--not the end\r\nline");
	}

	@Test
	void resumableUploadGoesOnWhereItStopped() throws Exception {
		String session = this.http.call("POST", UPLOAD + "resumable&name=big", "{}")
			.headers()
			.firstValue("Location")
			.orElseThrow();

		HttpResponse<String> first = this.http.call("PUT", session, "abc", "Content-Range", "bytes 0-2/*");
		HttpResponse<String> asked = this.http.call("PUT", session, "", "Content-Range", "bytes */6");
		HttpResponse<String> again = this.http.call("PUT", session, "bcd", "Content-Range", "bytes 1-3/*");
		HttpResponse<String> last = this.http.call("PUT", session, "ef", "Content-Range", "bytes 4-5/6");

		assertThat(first.statusCode()).isEqualTo(308);
		assertThat(asked.headers().firstValue("Range")).contains("bytes=0-2");
		assertThat(again.headers().firstValue("Range")).contains("bytes=0-3");
		assertThat(last.statusCode()).isEqualTo(200);
		assertThat(this.http.call("GET", "/storage/v1/b/spool/o/big?alt=media", "").body()).isEqualTo("abcdef");
	}

	@ParameterizedTest
	@CsvSource({ "bytes=1-2, 206, bc, bytes 1-2/6", "bytes=4-, 206, ef, bytes 4-5/6", "bytes=-1, 206, f, bytes 5-5/6",
			"bytes=0-99, 206, abcdef, bytes 0-5/6", "lines=1-2, 200, abcdef," })
	void partOfAnObjectIsReadBack(String range, int status, String part, String contentRange) throws Exception {
		this.http.call("POST", UPLOAD + "media&name=big", "abcdef");

		HttpResponse<String> answer = this.http.call("GET", "/storage/v1/b/spool/o/big?alt=media", "", "Range", range);

		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).isEqualTo(part);
		assertThat(answer.headers().firstValue("Content-Range")).isEqualTo(Optional.ofNullable(contentRange));
	}

	@Test
	void partBehindTheEndOfAnObjectIsRefused() throws Exception {
		this.http.call("POST", UPLOAD + "media&name=big", "abcdef");

		assertThat(this.http.call("GET", "/storage/v1/b/spool/o/big?alt=media", "", "Range", "bytes=6-").statusCode())
			.isEqualTo(416);
	}

	@Test
	void objectsAreListedByPrefixAndFolder() throws Exception {
		for (String name : new String[] { "a%2F1", "a%2F2", "b%2F1", "c" }) {
			this.http.call("POST", UPLOAD + "media&name=" + name, "x");
		}

		assertThat(names(this.http.json("GET", "/storage/v1/b/spool/o?prefix=a%2F", ""))).containsExactly("a/1", "a/2");
		JsonObject folders = this.http.json("GET", "/storage/v1/b/spool/o?delimiter=%2F", "");
		assertThat(names(folders)).containsExactly("c");
		assertThat(folders.getAsJsonArray("prefixes")).hasSize(2);
		JsonObject page = this.http.json("GET", "/storage/v1/b/spool/o?maxResults=3", "");
		assertThat(names(this.http.json("GET",
				"/storage/v1/b/spool/o?pageToken=" + page.get("nextPageToken").getAsString(), "")))
			.containsExactly("c");
	}

	@Test
	void missingThingsAreNotFoundAndConditionsHold() throws Exception {
		this.http.call("POST", UPLOAD + "media&name=once", "x");

		assertThat(this.http.call("POST", UPLOAD + "media&name=once&ifGenerationMatch=0", "y").statusCode())
			.isEqualTo(412);
		assertThat(this.http.call("DELETE", "/storage/v1/b/spool", "").statusCode()).isEqualTo(409);
		assertThat(this.http.call("DELETE", "/storage/v1/b/spool/o/once", "").statusCode()).isEqualTo(204);
		assertThat(this.http.call("GET", "/storage/v1/b/spool/o/once", "").statusCode()).isEqualTo(404);
		assertThat(this.http.call("GET", "/storage/v1/b/none/o", "").statusCode()).isEqualTo(404);
	}

	@Test
	void loadJobReadsMatchingObjects() throws Exception {
		this.http.call("POST", UPLOAD + "media&name=in%2F1.json", ROWS);
		this.http.call("POST", UPLOAD + "media&name=in%2F2.json", ROWS);
		this.http.call("POST", UPLOAD + "media&name=in%2F2.txt", "no rows");

		JsonObject job = load("gs://spool/in/*.json");

		assertThat(job.getAsJsonObject("status").has("errorResult")).isFalse();
		assertThat(job.getAsJsonObject("statistics").getAsJsonObject("load").get("outputRows").getAsString())
			.isEqualTo("4");
	}

	@Test
	void loadJobOfAMissingObjectFails() throws Exception {
		JsonObject error = load("gs://spool/none").getAsJsonObject("status").getAsJsonObject("errorResult");

		assertThat(error.get("reason").getAsString()).isEqualTo("notFound");
		assertThat(error.get("message").getAsString()).isEqualTo("Not found: URI gs://spool/none");
	}

	@Test
	void objectsAndJobsSurviveARestart() throws Exception {
		this.http.call("POST", UPLOAD + "media&name=rows", ROWS);
		load("gs://spool/rows");
		this.emulator.close();

		restart();

		assertThat(this.http.call("GET", "/storage/v1/b/spool/o/rows?alt=media", "").body()).isEqualTo(ROWS);
		assertThat(submit("gs://spool/rows").statusCode()).isEqualTo(409);
		assertThat(this.http.json("GET", "/projects/local/jobs/load", "")
			.getAsJsonObject("status")
			.get("state")
			.getAsString()).isEqualTo("DONE");
		assertThat(this.http.json("GET", "/projects/local/datasets/shop/tables/orders/data", "")
			.get("totalRows")
			.getAsString()).isEqualTo("2");
	}

	private JsonObject load(String uri) throws Exception {
		this.http.call("POST", "/projects/local/datasets", "{\"datasetReference\": {\"datasetId\": \"shop\"}}");
		submit(uri);
		JsonObject job = this.http.json("GET", "/projects/local/jobs/load", "");
		while (!job.getAsJsonObject("status").get("state").getAsString().equals("DONE")) {
			Thread.onSpinWait();
			job = this.http.json("GET", "/projects/local/jobs/load", "");
		}
		return job;
	}

	private HttpResponse<String> submit(String uri) throws Exception {
		return this.http.call("POST", "/bigquery/v2/projects/local/jobs", """
				{"jobReference": {"jobId": "load"}, "configuration": {"load": {
				"sourceUris": ["%s"], "sourceFormat": "NEWLINE_DELIMITED_JSON", "autodetect": true,
				"destinationTable": {"projectId": "local", "datasetId": "shop", "tableId": "orders"}}}}
				""".formatted(uri));
	}

	private static List<String> names(JsonObject listing) {
		return listing.getAsJsonArray("items")
			.asList()
			.stream()
			.map((item) -> item.getAsJsonObject().get("name").getAsString())
			.toList();
	}

}
