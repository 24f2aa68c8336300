package dev.sluice.benchmark;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * A connection that sends batches to a broker as they are. Kafka's producer takes more
 * CPU per record than the loader, and would take it from the loader.
 */
final class ProduceConnection implements AutoCloseable {

	/** The last version that names topics. */
	private static final short VERSION = 12;

	private static final short ALL = -1;

	/** In batches; more would fill the broker's memory. */
	private static final int LARGEST_REQUEST = 100;

	private static final int MOST_IN_FLIGHT = 20;

	private static final int TIMEOUT_MILLIS = 30_000;

	private final List<TopicPartition> partitions;

	private final SocketChannel channel;

	private final DataInputStream answers;

	private final Deque<RequestHeader> inFlight = new ArrayDeque<>();

	private int requests;

	ProduceConnection(int port, TopicSet topics) {
		this.partitions = topics.partitions().toList();
		try {
			this.channel = SocketChannel.open(new InetSocketAddress("localhost", port));
			this.answers = new DataInputStream(Channels.newInputStream(this.channel));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends a batch to each partition, in the order of the topics; waits only if many
	 * requests are unanswered.
	 */
	void send(List<ByteBuffer> batches) {
		for (int from = 0; from < batches.size(); from += LARGEST_REQUEST) {
			send(from, batches.subList(from, Math.min(batches.size(), from + LARGEST_REQUEST)));
		}
	}

	private void send(int partition, List<ByteBuffer> batches) {
		try {
			while (this.inFlight.size() >= MOST_IN_FLIGHT) {
				readAnswer();
			}
			RequestHeader header = new RequestHeader(ApiKeys.PRODUCE, VERSION, "benchmark", this.requests++);
			ByteBuffer request = request(partition, batches).serializeWithHeader(header);
			write(ByteBuffer.allocate(Integer.BYTES).putInt(request.remaining()).flip());
			write(request);
			this.inFlight.add(header);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Waits until the broker has taken all batches. */
	void flush() {
		try {
			while (!this.inFlight.isEmpty()) {
				readAnswer();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ProduceRequest request(int from, List<ByteBuffer> batches) {
		TopicProduceDataCollection topics = new TopicProduceDataCollection();
		for (int i = 0; i < batches.size(); i++) {
			TopicPartition partition = this.partitions.get(from + i);
			TopicProduceData topic = topics.find(partition.topic(), Uuid.ZERO_UUID);
			if (topic == null) {
				topic = new TopicProduceData().setName(partition.topic());
				topics.add(topic);
			}
			topic.partitionData()
				.add(new PartitionProduceData().setIndex(partition.partition())
					.setRecords(MemoryRecords.readableRecords(batches.get(i).duplicate())));
		}
		return new ProduceRequest(
				new ProduceRequestData().setAcks(ALL).setTimeoutMs(TIMEOUT_MILLIS).setTopicData(topics), VERSION);
	}

	private void write(ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			this.channel.write(bytes);
		}
	}

	private void readAnswer() throws IOException {
		byte[] bytes = new byte[this.answers.readInt()];
		this.answers.readFully(bytes);
		ProduceResponse response = (ProduceResponse) AbstractResponse.parseResponse(ByteBuffer.wrap(bytes),
				this.inFlight.remove());
		response.errorCounts()
			.keySet()
			.stream()
			.filter((error) -> error != Errors.NONE)
			.findAny()
			.ifPresent((error) -> {
				throw new IllegalStateException("the broker did not take a batch", error.exception());
			});
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
