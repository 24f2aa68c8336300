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

	/** JSON, each row on one line, for load jobs. */
	JSON {
		@Override
		public RecordWriter newWriter() {
			return new JsonRowWriter();
		}
	},

	/** JSON in which the values of JSON columns are text, for streaming inserts. */
	JSON_AS_TEXT {
		@Override
		public RecordWriter newWriter() {
			return JsonRowWriter.ofJsonAsText();
		}
	};

	/**
	 * A writer for one thread.
	 */
	public abstract RecordWriter newWriter();

}
