package dev.sluice.configuration.local;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Produces a sample, a few records a second.
 */
class SampleProducer implements AutoCloseable {

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final Sample sample;

	SampleProducer(KafkaTemplate<byte[], byte[]> kafka, Sample sample) {
		this.kafka = kafka;
		this.sample = sample;
	}

	@Scheduled(fixedRate = 200)
	void produce() {
		Sample.Visit visit = this.sample.next();
		CompletableFuture<?> unused = this.kafka.send(this.sample.topic(), utf8(visit.visitor()), utf8(visit.value()));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.kafka.destroy();
	}

}
