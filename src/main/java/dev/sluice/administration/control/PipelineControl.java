package dev.sluice.administration.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.sluice.administration.PipelineStatus;
import dev.sluice.administration.control.ControlKey.Kind;
import dev.sluice.administration.control.ControlValue.Answer;
import dev.sluice.administration.control.ControlValue.Order;
import dev.sluice.administration.control.ControlValue.Presence;
import dev.sluice.administration.control.ControlValue.Question;
import dev.sluice.intake.InstanceName;
import dev.sluice.intake.PipelineIntake;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

/**
 * This instance's part in the control of pipelines: does what the log says, and says that
 * it has. Listeners are started when the log has been read to its end, or cannot be read
 * until a person acts. Thread-safe.
 */
class PipelineControl implements SmartLifecycle, ControlLog.Reader {

	private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(30);

	private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

	/** Instances that were killed are forgotten some time. */
	private static final Duration LONG_GONE = Duration.ofDays(1);

	private static final long GOODBYE_SECONDS = 2;

	/** Starts before the listeners' containers, so that it stops after them. */
	private static final int PHASE = DEFAULT_PHASE - 4096;

	private final ControlLog log;

	private final ControlView view;

	private final LostDecisions lost;

	private final String instance;

	private final Function<PipelineIntake, PipelineStatus> statuses;

	private final Duration flushLimit;

	/** Has what may block, and is no thread of the listeners. */
	private final Executor executor;

	private final InstantSource clock;

	private final ApplicationContext context;

	private volatile Map<PipelineKey, ControlledPipeline> pipelines;

	private volatile boolean running;

	private volatile boolean refreshed;

	private volatile boolean known;

	/** Whether what is read is new; confined to the reading thread, like the others. */
	private boolean live;

	private long next;

	/** As the process counts time, which no clock that is set changes. */
	private long nextHeartbeat = System.nanoTime();

	private long nextLook = System.nanoTime();

	PipelineControl(Parts parts, Map<PipelineKey, ControlledPipeline> pipelines,
			Function<PipelineIntake, PipelineStatus> statuses, Duration flushLimit, Executor executor) {
		this.log = parts.log();
		this.view = parts.view();
		this.instance = parts.instance().value();
		this.clock = parts.clock();
		this.context = parts.context();
		this.pipelines = Map.copyOf(pipelines);
		this.lost = new LostDecisions(this.log, this.view, pipelines.keySet());
		this.statuses = statuses;
		this.flushLimit = flushLimit;
		this.executor = executor;
	}

	@Override
	public void start() {
		this.running = true;
		this.log.open(this);
	}

	@EventListener
	void refreshed(ContextRefreshedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.refreshed = true;
			begin();
		}
	}

	private synchronized void begin() {
		if (!this.refreshed || !this.known) {
			return;
		}
		this.pipelines.forEach((key, pipeline) -> {
			Decision decision = this.view.decision(key);
			if (pipeline.steering().intake().loads() && pipeline.presence().intend(decision.generation())) {
				effect(key, decision);
			}
		});
	}

	private void effect(PipelineKey key, Decision decision) {
		ControlledPipeline pipeline = pipeline(key);
		CompletableFuture<Void> unused = pipeline.steering().want(decision.wanted()).thenAcceptAsync((outcome) -> {
			pipeline.presence().decided(decision.generation());
			publish(key);
		}, this.executor);
	}

	ControlledPipeline pipeline(PipelineKey key) {
		ControlledPipeline pipeline = this.pipelines.get(key);
		if (pipeline == null) {
			throw new IllegalArgumentException("there is no pipeline " + key);
		}
		return pipeline;
	}

	@Override
	public void begins() {
		this.live = false;
		this.lost.begins();
	}

	@Override
	public synchronized void cut(long from) {
		this.next = from;
		this.nextHeartbeat = System.nanoTime();
		this.view.cut(from);
		this.pipelines = this.pipelines.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, (pipeline) -> pipeline.getValue().anew()));
	}

	@Override
	public void expired(long before) {
		this.lost.expired(before);
	}

	@Override
	public void read(ControlKey key, @Nullable ControlValue value, long offset, long timestamp) {
		boolean fresh = this.live || (this.known && offset >= this.next);
		this.next = (this.live) ? offset + 1 : Math.max(this.next, offset + 1);
		long now = this.clock.millis();
		this.view.note(key, value, offset, Instant.ofEpochMilli((fresh) ? now : Math.min(timestamp, now)));
		this.lost.read(key, value);
		ControlledPipeline pipeline = this.pipelines.get(key.pipelineKey());
		if (!fresh || pipeline == null || !pipeline.steering().intake().loads()) {
			return;
		}
		if (key.kind() == Kind.STATE && this.live) {
			begin();
		}
		else if (value instanceof Order order) {
			carryOut(key.pipelineKey(), order, offset);
		}
		else if (value instanceof Question question) {
			answer(key.pipelineKey(), question);
		}
	}

	private void carryOut(PipelineKey key, Order order, long offset) {
		if (order.verb() == null) {
			return;
		}
		ControlledPipeline pipeline = pipeline(key);
		PipelineSteering steering = pipeline.steering();
		CompletableFuture<Outcome> outcome = switch (order.verb()) {
			case RESTART -> steering.restart(order.onlyFailed());
			case FLUSH -> steering.flush(this.flushLimit);
			case RELEASE -> steering.release();
		};
		CompletableFuture<Void> unused = outcome.thenAcceptAsync((what) -> {
			pipeline.presence().ordered(offset, what);
			publish(key);
		}, this.executor);
	}

	private void answer(PipelineKey key, Question question) {
		CompletableFuture<Long> unused = this.log.append(ControlKey.of(Kind.ANSWER, key, this.instance),
				answer(pipeline(key), question.id()));
	}

	/**
	 * How a pipeline fares on this instance.
	 */
	Answer answer(PipelineKey key) {
		return answer(pipeline(key), "");
	}

	private Answer answer(ControlledPipeline pipeline, String question) {
		PipelineStatus status = this.statuses.apply(pipeline.steering().intake());
		pipeline.errors().look(status, this.clock.instant());
		return new Answer(ControlValue.VERSION, question, status, pipeline.errors().last());
	}

	/**
	 * What this instance says of itself.
	 */
	Presence presence(PipelineKey key) {
		ControlledPipeline pipeline = pipeline(key);
		return pipeline.presence().at(this.clock.instant(), pipeline.steering().failure());
	}

	private void publish(PipelineKey key) {
		CompletableFuture<Long> unused = this.log.append(ControlKey.of(Kind.INSTANCE, key, this.instance),
				presence(key));
	}

	@Override
	public void caughtUp() {
		this.live = true;
		this.known = true;
		begin();
		this.view.wake();
		this.lost.restore();
	}

	@Override
	public void denied() {
		this.live = false;
		this.known = true;
		begin();
		tick();
	}

	@Override
	public void tick() {
		Instant now = this.clock.instant();
		long nanos = System.nanoTime();
		if (nanos - this.nextLook >= 0) {
			this.nextLook = nanos + LOOK_NANOS;
			this.pipelines.forEach((key, pipeline) -> look(key, pipeline, now));
			if (this.live) {
				this.lost.restore();
			}
		}
		if (this.live && nanos - this.nextHeartbeat >= 0) {
			this.nextHeartbeat = nanos + HEARTBEAT_NANOS;
			this.pipelines.forEach((key, pipeline) -> {
				if (pipeline.steering().intake().loads()) {
					publish(key);
					forget(key, now.minus(LONG_GONE));
				}
			});
		}
	}

	private void look(PipelineKey key, ControlledPipeline pipeline, Instant now) {
		CompletableFuture<Outcome> again = pipeline.steering().retry();
		if (again != null) {
			CompletableFuture<Void> unused = again.thenRunAsync(() -> publish(key), this.executor);
		}
		if (pipeline.steering().intake().loads()) {
			pipeline.errors().look(this.statuses.apply(pipeline.steering().intake()), now);
		}
	}

	private void forget(PipelineKey key, Instant before) {
		this.view.instances(key)
			.stream()
			.filter((heard) -> heard.heard().isBefore(before))
			.forEach((heard) -> goodbye(key, heard.name()));
	}

	private List<CompletableFuture<Long>> goodbye(PipelineKey key, String name) {
		return List.of(this.log.append(ControlKey.of(Kind.INSTANCE, key, name), null),
				this.log.append(ControlKey.of(Kind.ANSWER, key, name), null));
	}

	@EventListener
	void closed(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.pipelines.values().forEach((pipeline) -> pipeline.steering().close());
		}
	}

	@Override
	public void stop() {
		this.running = false;
		List<CompletableFuture<Long>> said = new ArrayList<>();
		this.pipelines.forEach((key, pipeline) -> {
			if (pipeline.steering().intake().loads()) {
				said.addAll(goodbye(key, this.instance));
			}
		});
		CompletableFuture<Void> all = CompletableFuture.allOf(said.toArray(CompletableFuture<?>[]::new));
		all.completeOnTimeout(null, GOODBYE_SECONDS, TimeUnit.SECONDS).exceptionally((ex) -> null).join();
		this.log.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * Whether the log has been read to its end, or need not be.
	 */
	boolean known() {
		return this.known;
	}

	/**
	 * What a control is made from.
	 *
	 * @param log the log
	 * @param view what it says
	 * @param instance this instance's name
	 * @param clock tells the time
	 * @param context the application
	 */
	record Parts(ControlLog log, ControlView view, InstanceName instance, InstantSource clock,
			ApplicationContext context) {

	}

	/**
	 * A pipeline on this instance.
	 *
	 * @param steering does what it is to do
	 * @param presence what is said of it
	 * @param errors what went wrong
	 */
	record ControlledPipeline(PipelineSteering steering, OwnPresence presence, LastErrors errors) {

		/**
		 * The same before anything is said of it. What comes of earlier orders is not.
		 */
		ControlledPipeline anew() {
			return new ControlledPipeline(this.steering, this.presence.anew(), this.errors);
		}

	}

}
