package dev.sluice.configuration.local;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Produces sample orders.
 */
class SampleProducer implements AutoCloseable {

	static final String TOPIC = "sample-orders";

	private static final List<String> COUNTRIES = List.of("DE", "FR", "GB", "IT", "PL", "US");

	private static final List<String> PRODUCTS = List.of("espresso-cup", "filter-paper", "grinder", "kettle", "scale");

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final Clock clock;

	private final Random random = new Random();

	private final JsonMapper json = JsonMapper.shared();

	private final AtomicLong orders = new AtomicLong();

	SampleProducer(KafkaTemplate<byte[], byte[]> kafka, Clock clock) {
		this.kafka = kafka;
		this.clock = clock;
	}

	@Scheduled(fixedRate = 200)
	void produce() {
		Order order = order(this.orders.incrementAndGet());
		byte[] key = order.orderId().getBytes(StandardCharsets.UTF_8);
		CompletableFuture<?> unused = this.kafka.send(TOPIC, key, this.json.writeValueAsBytes(order));
	}

	@Override
	public void close() {
		this.kafka.destroy();
	}

	private Order order(long number) {
		List<Item> items = Stream.generate(this::item).limit(1 + this.random.nextInt(3)).toList();
		BigDecimal total = items.stream()
			.map((item) -> item.price().multiply(BigDecimal.valueOf(item.quantity())))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		Customer customer = new Customer(1 + this.random.nextInt(500), any(COUNTRIES));
		return new Order("o-" + number, this.clock.instant().truncatedTo(ChronoUnit.MILLIS), customer, items, total,
				this.random.nextInt(10) > 0);
	}

	private Item item() {
		return new Item(any(PRODUCTS), 1 + this.random.nextInt(4),
				BigDecimal.valueOf(199 + this.random.nextInt(9800), 2));
	}

	private String any(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Order(String orderId, Instant placedAt, Customer customer, List<Item> items, BigDecimal total,
			boolean paid) {

	}

	record Customer(int id, String country) {

	}

	record Item(String product, int quantity, BigDecimal price) {

	}

}
