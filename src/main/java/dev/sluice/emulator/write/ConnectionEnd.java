package dev.sluice.emulator.write;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Takes a connection off the list of open ones when it ends.
 */
final class ConnectionEnd implements Runnable {

	private final Set<AppendConnection> connections;

	private volatile @Nullable AppendConnection connection;

	ConnectionEnd(Set<AppendConnection> connections) {
		this.connections = connections;
	}

	void open(AppendConnection opened) {
		this.connection = opened;
		this.connections.add(opened);
	}

	@Override
	public void run() {
		AppendConnection ended = this.connection;
		if (ended != null) {
			this.connections.remove(ended);
		}
	}

}
