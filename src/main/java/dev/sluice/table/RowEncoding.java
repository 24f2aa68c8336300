package dev.sluice.table;

/**
 * How rows are encoded for a way into BigQuery.
 */
public enum RowEncoding {

	/** Protobuf's wire format, for the Storage Write API. */
	WIRE {
		@Override
		public RecordWriter newWriter() {
			return new WireRowWriter();
		}
	},

	/** JSON, each row on one line, for streaming inserts and load jobs. */
	JSON {
		@Override
		public RecordWriter newWriter() {
			return new JsonRowWriter();
		}
	};

	/**
	 * A writer for one thread.
	 */
	public abstract RecordWriter newWriter();

}
