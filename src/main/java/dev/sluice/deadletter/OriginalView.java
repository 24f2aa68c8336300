package dev.sluice.deadletter;

import java.util.Arrays;

import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The original record that a dead letter holds, as the batch of one record that it was.
 */
public final class OriginalView implements RecordBatch {

	private final SourcePosition position;

	private final LetterFacts facts;

	private final Header[] headers;

	private final byte @Nullable [] key;

	private final byte @Nullable [] value;

	private OriginalView(Headers letter, byte @Nullable [] key, byte @Nullable [] value) {
		Header[] all = letter.toArray();
		this.facts = LetterFacts.of(letter);
		this.headers = Arrays.copyOf(all, LetterHeaders.begin(all));
		this.key = key;
		this.value = value;
		SourcePosition known = this.facts.position();
		if (known == null) {
			throw new IllegalArgumentException("not a letter: its headers name no position");
		}
		this.position = known;
	}

	/**
	 * The original in a dead letter.
	 * @throws IllegalArgumentException if the record names no position
	 */
	public static OriginalView of(RecordBatch letters, int index) {
		RecordHeaders headers = new RecordHeaders();
		letters.headers(index, headers::add);
		return new OriginalView(headers, letters.key(index), letters.value(index));
	}

	static OriginalView of(ConsumerRecord<byte[], byte[]> letter) {
		return new OriginalView(letter.headers(), letter.key(), letter.value());
	}

	/**
	 * What the letter tells of it.
	 */
	public LetterFacts facts() {
		return this.facts;
	}

	@Override
	public String topic() {
		return this.position.topic();
	}

	@Override
	public int partition() {
		return this.position.partition();
	}

	@Override
	public int size() {
		return 1;
	}

	@Override
	public long offset(int index) {
		return this.position.offset();
	}

	@Override
	public long timestamp(int index) {
		return this.facts.timestamp();
	}

	@Override
	public byte @Nullable [] key(int index) {
		return this.key;
	}

	@Override
	public byte @Nullable [] value(int index) {
		return this.value;
	}

	@Override
	public void headers(int index, HeaderVisitor visitor) {
		for (Header header : this.headers) {
			visitor.header(header.key(), header.value());
		}
	}

	@Override
	public long nextOffset() {
		return this.position.offset() + 1;
	}

}
