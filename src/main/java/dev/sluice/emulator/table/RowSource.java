package dev.sluice.emulator.table;

/**
 * Where rows of a table come from; each has a file of its own.
 *
 * @param name the file's name without its ending
 * @param streaming whether its rows are in the streaming buffer at first
 * @param held whether its rows are seen only when they are shown
 */
public record RowSource(String name, boolean streaming, boolean held) {

	/** The default stream. */
	public static final RowSource DEFAULT_STREAM = new RowSource("default", true, false);

	/** Streaming inserts over REST. */
	public static final RowSource INSERTS = new RowSource("inserts", true, false);

	/** Statements of a query. */
	public static final RowSource STATEMENTS = new RowSource("statements", false, false);

	private static final String HELD = ".held";

	private static final String LOAD = "load-";

	/**
	 * A stream that was created.
	 * @param held whether its rows wait for a flush or commit
	 */
	public static RowSource stream(String id, boolean held) {
		return new RowSource("stream-" + id, true, held);
	}

	/**
	 * A load job.
	 */
	public static RowSource load(String id) {
		return new RowSource(LOAD + id, false, true);
	}

	String fileName() {
		return this.name + (this.held ? HELD : ".rows");
	}

	static RowSource ofFile(String fileName) {
		boolean held = fileName.endsWith(HELD);
		String name = fileName.substring(0, fileName.lastIndexOf('.'));
		return new RowSource(name, !name.startsWith(LOAD) && !name.equals(STATEMENTS.name()), held);
	}

}
