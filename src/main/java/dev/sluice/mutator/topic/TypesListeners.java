package dev.sluice.mutator.topic;

import java.util.List;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * The listeners to all types topics.
 */
final class TypesListeners implements SmartLifecycle {

	private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers;

	private volatile boolean running;

	TypesListeners(List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers) {
		this.containers = List.copyOf(containers);
	}

	@Override
	public void start() {
		this.containers.forEach(ConcurrentMessageListenerContainer::start);
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.containers.forEach(ConcurrentMessageListenerContainer::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
