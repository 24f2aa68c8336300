package dev.sluice.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.table.RowLayout;
import dev.sluice.table.WireRowWriter;

/**
 * What a good programmer writes first: Jackson's streaming parser straight into the row
 * writer. Knows only what the benchmark's records need, and checks nothing.
 */
final class JacksonToWire {

	private final JsonFactory factory = new JsonFactory();

	private final WireRowWriter writer = new WireRowWriter();

	private final RowLayout layout;

	JacksonToWire(RowLayout layout) {
		this.layout = layout;
	}

	/**
	 * Encodes a record.
	 * @return holds the row until the next call
	 */
	WireRowWriter encode(byte[] json) {
		this.writer.clear();
		this.writer.begin(this.layout);
		try (JsonParser parser = this.factory.createParser(json)) {
			parser.nextToken();
			object(parser);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.writer.endRow();
		return this.writer;
	}

	private void object(JsonParser parser) throws IOException {
		while (parser.nextToken() == JsonToken.FIELD_NAME) {
			int field = this.writer.layout().field(parser.currentName());
			value(parser, parser.nextToken(), field);
		}
	}

	private void value(JsonParser parser, JsonToken token, int field) throws IOException {
		switch (token) {
			case START_OBJECT -> {
				this.writer.beginStruct(field);
				object(parser);
				this.writer.endStruct();
			}
			case START_ARRAY -> {
				this.writer.beginArray(field);
				for (JsonToken element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser
					.nextToken()) {
					value(parser, element, field);
				}
				this.writer.endArray();
			}
			default -> scalar(parser, field);
		}
	}

	private void scalar(JsonParser parser, int field) throws IOException {
		switch (this.writer.layout().kind(field)) {
			case BOOL -> this.writer.bool(field, parser.getBooleanValue());
			case INT64 -> this.writer.int64(field, parser.getLongValue());
			case FLOAT64 -> this.writer.float64(field, parser.getDoubleValue());
			case TIMESTAMP -> this.writer.timestamp(field, micros(parser.getText()));
			default -> {
				byte[] utf8 = parser.getText().getBytes(StandardCharsets.UTF_8);
				this.writer.utf8(field, utf8, 0, utf8.length);
			}
		}
	}

	/** The only form that the records have: yyyy-mm-ddThh:mm:ss.SSSZ. */
	private static long micros(String text) {
		long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
		long minutes = (day * 24 + number(text, 11, 13)) * 60 + number(text, 14, 16);
		long millis = (minutes * 60 + number(text, 17, 19)) * 1000 + number(text, 20, 23);
		return TimeUnit.MILLISECONDS.toMicros(millis);
	}

	private static int number(String text, int from, int to) {
		int number = 0;
		for (int i = from; i < to; i++) {
			number = number * 10 + text.charAt(i) - '0';
		}
		return number;
	}

}
