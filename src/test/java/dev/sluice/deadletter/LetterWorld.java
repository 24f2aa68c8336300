package dev.sluice.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.record.BadRowFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.awaitility.Awaitility.await;

/**
 * The letter boxes as the application wires them, on the tests' broker and at a time that
 * only tests move.
 */
final class LetterWorld implements AutoCloseable {

	static final String FAILED_AT = "2026-11-20T10:15:30.125Z";

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private volatile Instant now = Instant.parse(FAILED_AT);

	private LetterWorld(String bootstrapServers) {
		TestPropertyValues.of("spring.kafka.bootstrap-servers=" + bootstrapServers).applyTo(this.context);
		this.context.registerBean(Clock.class, this::clock);
		this.context.register(Kafka.class, DeadLetterConfiguration.class);
		this.context.refresh();
	}

	private Clock clock() {
		InstantSource source = () -> this.now;
		return source.withZone(ZoneOffset.UTC);
	}

	static LetterWorld start() {
		return new LetterWorld(KafkaBroker.bootstrapServers());
	}

	static LetterWorld startWithoutKafka() {
		return startOn("localhost:1");
	}

	static LetterWorld startOn(String bootstrapServers) {
		return new LetterWorld(bootstrapServers);
	}

	LetterBox box() {
		return box(null);
	}

	LetterBox box(@Nullable BadRowFormat badRows) {
		return this.context.getBean(LetterBoxes.class).open(LetterNames.of("shop", "sluice-shop", null, null), badRows);
	}

	/**
	 * A letter box whose topics for a source topic can be used.
	 */
	LetterBox boxFor(String source) {
		LetterBox box = box();
		box.prepare(source);
		await().until(() -> box.problems().isEmpty());
		return box;
	}

	void pass(Duration time) {
		this.now = this.now.plus(time);
	}

	LetterTopics topics() {
		return this.context.getBean(LetterTopics.class);
	}

	static Map<String, String> headers(ConsumerRecord<byte[], byte[]> letter) {
		Map<String, String> headers = new LinkedHashMap<>();
		letter.headers()
			.forEach((header) -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
		return headers;
	}

	@Override
	public void close() {
		this.context.close();
	}

	@ImportAutoConfiguration(KafkaAutoConfiguration.class)
	static class Kafka {

	}

}
