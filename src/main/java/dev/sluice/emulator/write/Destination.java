package dev.sluice.emulator.write;

import java.time.Instant;
import java.util.Optional;

import com.google.cloud.bigquery.storage.v1.StorageError.StorageErrorCode;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import dev.sluice.emulator.catalog.Schema;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.stream.StreamException;
import dev.sluice.emulator.stream.StreamName;
import dev.sluice.emulator.stream.StreamState;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a connection appends to, with what the connection remembers about it.
 */
final class Destination {

	private final StreamName name;

	private final @Nullable StreamState stream;

	private final @Nullable Instant partition;

	private Table table;

	private Schema noticed;

	private @Nullable DescriptorProto sent;

	private @Nullable WriterSchema schema;

	/**
	 * Creates a destination.
	 * @param stream the stream, {@code null} for a default stream
	 * @param partition the partition that the name says, {@code null} for none
	 * @param table the table as seen now
	 */
	Destination(StreamName name, @Nullable StreamState stream, @Nullable Instant partition, Table table) {
		this.name = name;
		this.stream = stream;
		this.partition = partition;
		this.table = table;
		this.noticed = table.schema();
	}

	StreamName name() {
		return this.name;
	}

	Optional<StreamState> stream() {
		return Optional.ofNullable(this.stream);
	}

	@Nullable Instant partition() {
		return this.partition;
	}

	Table table() {
		return this.table;
	}

	/**
	 * Takes note of the table as it is seen now.
	 * @throws StreamException if it is another table of the same name
	 */
	void see(Table seen) {
		if (seen.incarnation() != this.table.incarnation()) {
			throw new StreamException("NOT_FOUND", StorageErrorCode.TABLE_NOT_FOUND,
					"Table " + seen.id() + " is re-created.", this.name.toString());
		}
		this.table = seen;
	}

	/**
	 * Returns a schema that the writer has not been told of yet, if there is one, and
	 * remembers that it has been.
	 */
	Optional<Schema> news(Schema seen) {
		if (seen.equals(this.noticed)) {
			return Optional.empty();
		}
		this.noticed = seen;
		return Optional.of(seen);
	}

	/**
	 * Takes a writer's schema that came with a request.
	 */
	void send(DescriptorProto proto) {
		this.sent = proto;
	}

	/**
	 * Returns the writer's schema for the table as it is seen now.
	 * @throws StreamException if none was sent or it does not fit
	 */
	WriterSchema schema() {
		if (this.sent == null) {
			throw StreamException.invalid("Writer schema must be provided in the first request of a connection.",
					this.name.toString());
		}
		if (this.schema == null || !this.schema.fits(this.sent, this.table)) {
			this.schema = null;
			this.schema = WriterSchema.of(this.sent, this.table, this.name.toString());
		}
		return this.schema;
	}

}
