package dev.sluice.warehouse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.sluice.table.TableName;

/**
 * Word from the write path that a table's schema has changed. Thread-safe.
 */
public final class SchemaNotices {

	private final List<Consumer<TableName>> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Adds a listener. It is called on threads that must not be blocked.
	 */
	public void subscribe(Consumer<TableName> listener) {
		this.listeners.add(listener);
	}

	public void changed(TableName table) {
		this.listeners.forEach((listener) -> listener.accept(table));
	}

}
