package dev.sluice.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.Transform;

/**
 * Reads records that are words: {@code 7} makes a row with that number, {@code 7+8} two
 * rows, {@code bad} a bad row, {@code skip} a filtered record, {@code new:7} a row that
 * needs a further column, {@code odd:7} one that such a column makes bad, {@code null:7}
 * one with NULL in it, {@code late} waits for a schema and is a row then, {@code lost}
 * waits for one that is not there, and {@code throw} is too much for the transform.
 */
final class WordTransform implements Transform {

	private final CompletableFuture<Void> schema;

	private int looks;

	WordTransform(CompletableFuture<Void> schema) {
		this.schema = schema;
	}

	@Override
	public void transform(RecordBatch batch, int index, RecordSink sink) {
		byte[] value = batch.value(index);
		String word = new String((value != null) ? value : new byte[0], StandardCharsets.UTF_8);
		switch (word) {
			case "parts" -> sink.badPart(value, new Failure(Reason.MALFORMED, "not a number"));
			case "bad" -> sink.bad(new Failure(Reason.MALFORMED, "not a number"));
			case "skip" -> sink.filtered("skip");
			case "late" -> late(sink);
			case "lost" -> lost(sink);
			case "throw" -> throw new IllegalStateException("too much");
			default -> rows(word, sink);
		}
	}

	private void late(RecordSink sink) {
		if (this.schema.isDone()) {
			rows("9", sink);
		}
		else {
			sink.waits(this.schema, "the registry does not answer");
		}
	}

	private void lost(RecordSink sink) {
		if (this.looks++ > 0) {
			sink.bad(new Failure(Reason.MALFORMED, "no registry has its schema"));
		}
		else {
			sink.waits(this.schema, "being looked up");
		}
	}

	private void rows(String word, RecordSink sink) {
		if (word.startsWith("part:")) {
			sink.badPart("bad part".getBytes(StandardCharsets.UTF_8), new Failure(Reason.MALFORMED, "not a number"));
		}
		for (String number : word.replaceFirst("^[a-z]+:", "").split("\\+", -1)) {
			RowWriter row = sink.row(LoaderWorld.TABLE);
			int field = row.layout().field("n");
			if (field == RowLayout.NONE) {
				sink.missing(null, LoaderWorld.NUMBER);
			}
			else {
				row.int64(field, Long.parseLong(number));
			}
			boolean extra = row.layout().field("extra") != RowLayout.NONE;
			if (word.startsWith("typed:") && extra) {
				row.int64(row.layout().field("extra"), 7);
			}
			else if (word.startsWith("null:")) {
				row.nullValue(row.layout().field("extra"));
			}
			else if (word.startsWith("odd:") && extra) {
				sink.bad(new Failure(Reason.WRONG_TYPE, "not of the column's type"));
			}
			else if (word.contains(":") && !word.startsWith("part:") && !extra) {
				missingExtra(word, sink);
			}
		}
	}

	private static void missingExtra(String word, RecordSink sink) {
		if (word.startsWith("typed:")) {
			sink.missing(null, LoaderWorld.EXTRA, UnalteredTableTests.TYPE);
		}
		else {
			sink.missing(null, LoaderWorld.EXTRA);
		}
	}

}
