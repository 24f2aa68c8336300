package dev.sluice.mutator.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.sluice.mutator.topic.TypesBatch.Parts;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Listens to a types topic. A poll is acknowledged when the columns of all its types are
 * in their tables, or its records are dead letters; until then no other is delivered.
 */
final class TypesListener implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

	private final Parts parts;

	private final @Nullable TableName table;

	/**
	 * A listener.
	 * @param parts what batches are made with
	 * @param table the table of types that name none
	 */
	TypesListener(Parts parts, @Nullable TableName table) {
		this.parts = parts;
		this.table = table;
	}

	@Override
	public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Acknowledgment acknowledgment,
			@Nullable Consumer<?, ?> consumer) {
		List<ConsumerRecord<byte[], byte[]>> all = List.copyOf(records);
		this.parts.executor().execute(() -> begin(all, () -> acknowledge(acknowledgment)));
	}

	private static void acknowledge(@Nullable Acknowledgment acknowledgment) {
		if (acknowledgment != null) {
			acknowledgment.acknowledge();
		}
	}

	private void begin(List<ConsumerRecord<byte[], byte[]>> records, Runnable done) {
		List<Announced> types = new ArrayList<>();
		List<CompletableFuture<Void>> letters = new ArrayList<>();
		for (ConsumerRecord<byte[], byte[]> record : records) {
			TableName its = Announced.table(record, this.table);
			byte[] value = record.value();
			TypesPayload payload = (value != null) ? TypesPayload.read(value)
					: new TypesPayload.Unreadable("the record has no value");
			if (payload instanceof TypesPayload.Unreadable unreadable) {
				letters.add(keep(record, unreadable.why(), 1));
			}
			else if (its == null) {
				letters.add(keep(record, "no header names the table, and the pipeline has several", 1));
			}
			else if (payload instanceof TypesPayload.Types announced) {
				announced.types().forEach((type) -> types.add(new Announced(record, its, type)));
			}
		}
		CompletionStage<Void> kept = CompletableFuture.allOf(letters.toArray(CompletableFuture<?>[]::new));
		new TypesBatch(this.parts, types, () -> kept.thenRunAsync(done, this.parts.executor())).step();
	}

	/** As often as it takes. */
	private CompletableFuture<Void> keep(ConsumerRecord<byte[], byte[]> record, String why, int attempt) {
		return this.parts.deadLetters()
			.keep(record, why)
			.toCompletableFuture()
			.exceptionallyCompose((failure) -> CompletableFuture
				.runAsync(TypesListener::nothing,
						CompletableFuture.delayedExecutor(this.parts.retries().delay(attempt).toMillis(),
								TimeUnit.MILLISECONDS, this.parts.executor()))
				.thenCompose((waited) -> keep(record, why, attempt + 1)));
	}

	private static void nothing() {
	}

}
