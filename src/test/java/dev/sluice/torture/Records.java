package dev.sluice.torture;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.sluice.torture.Produced.Fate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records that say who they are and what is to become of them, the latter in headers that
 * loaders do not look at. Used by one thread at a time.
 */
final class Records {

	/** The columns that rows of these records have, as a BigQuery schema. */
	static final String SCHEMA = """
			[{"name": "seed", "type": "INTEGER"}, {"name": "part", "type": "INTEGER"}, {"name": "n", "type": "INTEGER"},\
			 {"name": "day", "type": "DATE"}, {"name": "note", "type": "STRING"}]""";

	private static final String FATE = "torture-fate";

	private static final String CONTENT = "torture-content";

	private static final int LARGE = 60_000;

	private final long seed;

	private final List<String> topics;

	private final int partitions;

	private final String today;

	private final Random random;

	private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);

	private int fields;

	private long n;

	/**
	 * Records of a seed.
	 * @param seed decides about all of them
	 * @param topics where they go
	 * @param partitions how many partitions each topic has
	 * @param today the day that good rows have
	 */
	Records(long seed, List<String> topics, int partitions, LocalDate today) {
		this.seed = seed;
		this.topics = topics;
		this.partitions = partitions;
		this.today = today.toString();
		this.random = new Random(seed);
	}

	/**
	 * Gives all further records a field that none had before.
	 * @return the field's name
	 */
	String newField() {
		this.fields++;
		return "field_" + this.fields;
	}

	void begin(Oddity oddity) {
		this.oddities.add(oddity);
	}

	void end(Oddity oddity) {
		this.oddities.remove(oddity);
	}

	ProducerRecord<byte[], byte[]> next() {
		this.n++;
		String topic = this.topics.get(this.random.nextInt(this.topics.size()));
		int partition = this.random.nextInt(this.partitions);
		int dice = this.random.nextInt(100);
		byte[] key = (dice % 4 == 0) ? null : bytes("key-" + this.random.nextInt(1000));
		boolean refused = this.oddities.contains(Oddity.REFUSED) && dice < 5;
		boolean bad = this.oddities.contains(Oddity.BAD) && dice >= 85;
		String value = (bad) ? bad(partition, dice) : row(partition, (refused) ? "1900-01-01" : this.today, "");
		ProducerRecord<byte[], byte[]> next = new ProducerRecord<>(topic, partition, key, bytes(value));
		next.headers()
			.add(FATE, bytes(((bad || refused) ? Fate.DEAD : Fate.ROW).name()))
			.add(CONTENT, bytes("%d %d %d".formatted(this.seed, partition, this.n)));
		return next;
	}

	private String bad(int partition, int dice) {
		return switch (dice % 3) {
			case 0 -> "{\"seed\": " + this.seed + ", \"n\": ";
			case 1 -> row(partition, "yesterday", "");
			default -> row(partition, this.today, ", \"seed\": 1");
		};
	}

	private String row(int partition, String day, String more) {
		StringBuilder row = new StringBuilder(
				"{\"seed\": %d, \"part\": %d, \"n\": %d, \"day\": \"%s\", \"note\": \"%s\"".formatted(this.seed,
						partition, this.n, day, note()));
		for (int field = 1; field <= this.fields; field++) {
			row.append(", \"field_").append(field).append("\": ").append(this.n);
		}
		return row.append(more).append('}').toString();
	}

	private String note() {
		int size = (this.random.nextInt(400) == 0) ? LARGE : this.random.nextInt(100);
		return "x".repeat(size);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Reads what was written here.
	 */
	static Produced read(ConsumerRecord<byte[], byte[]> read) {
		String[] content = Topics.header(read, CONTENT).split(" ");
		return new Produced(
				new Content(Long.parseLong(content[0]), Integer.parseInt(content[1]), Long.parseLong(content[2])),
				Fate.valueOf(Topics.header(read, FATE)));
	}

}
