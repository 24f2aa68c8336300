package dev.sluice.intake;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.sluice.pipeline.PipelineHold;
import dev.sluice.pipeline.PipelineMetrics;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.PipelineProperties.FirstPosition;
import dev.sluice.warehouse.LoadProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The intake of one pipeline on this instance: its consumers, how they fare, and the
 * switches to pause and stop them. Thread-safe.
 * <p>
 * Pausing keeps the partitions and the group membership, and lets what is in flight
 * settle; stopping hands the partitions over to other instances.
 */
public final class PipelineIntake {

	private final IntakeSource source;

	private final PipelineProperties properties;

	private final KafkaListenerEndpointRegistry containers;

	private final IntakeParts parts;

	private final IntakeSessions sessions;

	private final AtomicBoolean hurried = new AtomicBoolean();

	private final FlushOrders flushes = new FlushOrders();

	private final ConcurrentKafkaListenerContainerFactory<byte[], byte[]> containerFactory;

	PipelineIntake(IntakeSource source, PipelineProperties properties, IntakeParts parts) {
		this.source = source;
		this.properties = properties;
		this.parts = parts;
		this.containers = parts.containers();
		this.sessions = new IntakeSessions(new SessionContext(parts.pipelines(), firstPosition(source, properties),
				properties.commitInterval(), this::drainLimit, this::paused, this.hurried::get, this.flushes,
				parts.monitor(), parts.gaps(), parts.pipelines().metrics(), System::nanoTime));
		this.containerFactory = parts.containerFactory(this);
	}

	/** What is done again later, such as failed inserts, is never passed over. */
	private static FirstPosition firstPosition(IntakeSource source, PipelineProperties properties) {
		return (source.main()) ? properties.firstPosition() : FirstPosition.EARLIEST;
	}

	public String name() {
		return this.source.id();
	}

	public PipelineProperties properties() {
		return this.properties;
	}

	public String groupId() {
		return this.source.groupId();
	}

	/**
	 * Whether it reads a topic.
	 */
	public boolean reads(String topic) {
		return this.source.reads(topic);
	}

	IntakeSource source() {
		return this.source;
	}

	/**
	 * Whether this instance is one of those that load the pipeline's records.
	 */
	public boolean loads() {
		return this.source.main() && this.parts.role().loads();
	}

	IntakeSessions sessions() {
		return this.sessions;
	}

	ConcurrentKafkaListenerContainerFactory<byte[], byte[]> containerFactory() {
		return this.containerFactory;
	}

	private Duration drainLimit() {
		MessageListenerContainer container = container();
		boolean stays = container != null && container.isRunning();
		return (stays) ? this.properties.drain().rebalance() : this.properties.drain().shutdown();
	}

	private @Nullable MessageListenerContainer container() {
		return this.containers.getListenerContainer(this.source.id());
	}

	private MessageListenerContainer existingContainer() {
		MessageListenerContainer container = container();
		if (container == null) {
			throw new IllegalStateException("pipeline '" + this.source.id() + "' has no listener container yet");
		}
		return container;
	}

	/**
	 * Takes no further records on this instance, which keeps its partitions.
	 */
	public void pause() {
		existingContainer().pause();
	}

	/**
	 * Takes records again.
	 */
	public void resume() {
		existingContainer().resume();
	}

	/**
	 * Takes records again after too many of them were bad, with tables as they are now.
	 * @return completes, never exceptionally, when it does
	 */
	public CompletableFuture<Void> goOn() {
		return this.parts.pipelines().goOn();
	}

	/**
	 * Hands this instance's partitions over and leaves the group.
	 * @param done is called when nothing is left to settle
	 */
	public void stop(Runnable done) {
		existingContainer().stop(done);
	}

	/**
	 * Joins the group again after a stop.
	 */
	public void start() {
		existingContainer().start();
	}

	/**
	 * Joins the group with a number of consumers.
	 */
	public void startWith(int consumers) {
		if (existingContainer() instanceof ConcurrentMessageListenerContainer<?, ?> container) {
			container.setConcurrency(consumers);
		}
		start();
	}

	/**
	 * Joins a group other than its own.
	 * @param group reads on where this group has left off
	 */
	public void startAs(String group) {
		existingContainer().getContainerProperties().setGroupId(group);
		start();
	}

	/**
	 * Loads rows that have been read without waiting for others, from now on.
	 */
	public void hurry() {
		this.hurried.set(true);
	}

	/**
	 * Sends what has been read by now, without waiting for more.
	 * @return completes when all of that is stored and committed, or is others' to read
	 */
	public CompletableFuture<Void> flush() {
		return this.flushes.give();
	}

	public boolean running() {
		MessageListenerContainer container = container();
		return container != null && container.isRunning();
	}

	public boolean paused() {
		MessageListenerContainer container = container();
		return container != null && container.isPauseRequested();
	}

	/**
	 * Keeps the pipeline from going on until a person lets it.
	 */
	public PipelineHold hold() {
		return this.parts.pipelines().hold();
	}

	public PipelineMetrics metrics() {
		return this.parts.pipelines().metrics();
	}

	/**
	 * What keeps dead letters and failed inserts from their topics, one sentence each.
	 */
	public List<String> letterProblems() {
		return this.parts.pipelines().letterProblems();
	}

	/**
	 * What keeps rows from being loaded from files.
	 */
	public List<LoadProblem> loadProblems() {
		return this.parts.pipelines().loadProblems();
	}

	public IntakeMonitor monitor() {
		return this.parts.monitor();
	}

	public Gaps gaps() {
		return this.parts.gaps();
	}

}
