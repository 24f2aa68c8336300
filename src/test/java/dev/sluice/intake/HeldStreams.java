package dev.sluice.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.pipeline.Publishing;
import dev.sluice.retry.RetryClock;
import dev.sluice.table.RowEncoding;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.BufferedStreams;
import dev.sluice.warehouse.FlushResult;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.StreamPosition;
import dev.sluice.warehouse.WriteProperties.Unconfirmed;

/** Streams whose flushes a test answers. */
final class HeldStreams implements BufferedStreams {

	private final List<String> flushes = new ArrayList<>();

	private final Deque<CompletableFuture<FlushResult>> answers = new ArrayDeque<>();

	private boolean atOnce;

	Publishing publishing(Duration interval) {
		return new Publishing(true, this, (table, columns, range) -> {
			throw new IllegalStateException("nobody asks for positions here");
		}, null, Unconfirmed.STOP, interval, new RetryClock(Duration.ofSeconds(1), 1, Duration.ofSeconds(1)));
	}

	void answersAtOnce() {
		this.atOnce = true;
	}

	List<String> flushes() {
		return this.flushes;
	}

	void answer(FlushResult result) {
		this.answers.remove().complete(result);
	}

	@Override
	public CompletionStage<FlushResult> flush(TableName table, StreamPosition upTo) {
		this.flushes.add(upTo.stream() + " up to " + upTo.end());
		CompletableFuture<FlushResult> answer = new CompletableFuture<>();
		if (this.atOnce) {
			answer.complete(new FlushResult.Flushed());
		}
		else {
			this.answers.add(answer);
		}
		return answer;
	}

	@Override
	public RowEncoding encoding() {
		return RowEncoding.WIRE;
	}

	@Override
	public Lane lane(TableName table) {
		throw new IllegalStateException("rows do not come here");
	}

}
