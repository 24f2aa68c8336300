package dev.sluice.warehouse.insertall;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import com.google.api.client.http.HttpContent;
import com.google.api.client.json.Json;
import dev.sluice.table.EncodedRows;

/**
 * The body of a request, written from the rows' own JSON as it is.
 * <p>
 * Bad rows are skipped, so that good ones beside them are stored by the same call.
 */
final class InsertAllContent implements HttpContent {

	private static final byte[] BEGIN = ascii("{\"skipInvalidRows\":true,\"rows\":[");

	private static final byte[] ID = ascii("{\"insertId\":\"");

	private static final byte[] ROW = ascii("\",\"json\":");

	private static final byte[] END = ascii("]}");

	private final EncodedRows rows;

	private final byte[][] ids;

	private final long length;

	InsertAllContent(EncodedRows rows) {
		this.rows = rows;
		this.ids = new byte[rows.count()][];
		long total = BEGIN.length + END.length - 1L;
		for (int row = 0; row < this.ids.length; row++) {
			this.ids[row] = ascii(InsertId.of(rows.name(row)));
			total += ID.length + this.ids[row].length + ROW.length + rows.end(row) - rows.start(row) + 2;
		}
		this.length = total;
	}

	@Override
	public long getLength() {
		return this.length;
	}

	@Override
	public String getType() {
		return Json.MEDIA_TYPE;
	}

	@Override
	public boolean retrySupported() {
		return true;
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		out.write(BEGIN);
		for (int row = 0; row < this.ids.length; row++) {
			if (row > 0) {
				out.write(',');
			}
			out.write(ID);
			out.write(this.ids[row]);
			out.write(ROW);
			out.write(this.rows.buffer(), this.rows.start(row), this.rows.end(row) - this.rows.start(row));
			out.write('}');
		}
		out.write(END);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
