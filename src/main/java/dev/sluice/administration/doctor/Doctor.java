package dev.sluice.administration.doctor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Examines everything that loading needs: configuration, servers, permissions, quotas,
 * and what a few records would become. Changes nothing, neither in Kafka nor in BigQuery.
 * <p>
 * Parts are looked at side by side, each within its own time, so that a server that does
 * not answer keeps nothing else from being told. Thread-safe.
 */
public final class Doctor {

	private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Supplier<Settings> settings;

	private final List<List<Examiner>> rounds;

	private final Duration limit;

	private final InstantSource clock;

	/**
	 * A doctor.
	 * @param settings reads the configuration
	 * @param rounds what is looked at side by side, one round after the other
	 * @param limit how long a part may take
	 * @param clock tells the time
	 */
	Doctor(Supplier<Settings> settings, List<List<Examiner>> rounds, Duration limit, InstantSource clock) {
		this.settings = settings;
		this.rounds = List.copyOf(rounds);
		this.limit = limit;
		this.clock = clock;
	}

	/**
	 * Examines. Takes no longer than the time of a part for each of two rounds.
	 * @throws IllegalArgumentException if there is no such pipeline
	 */
	public DoctorReport examine(DoctorRequest request) {
		Settings present = this.settings.get();
		present.check(request.pipeline());
		Scope scope = Scope.of(present, request);
		CustomizableThreadFactory names = new CustomizableThreadFactory("sluice-doctor-");
		names.setDaemon(true);
		ExecutorService threads = Executors.newCachedThreadPool(names);
		List<Check> found = new ArrayList<>();
		try {
			this.rounds.forEach((round) -> found.addAll(examine(round, scope, threads)));
		}
		finally {
			threads.shutdownNow();
		}
		Secrets secrets = present.secrets();
		return DoctorReport.of(this.clock.instant(), found.stream().map(secrets::without).toList());
	}

	private List<Check> examine(List<Examiner> round, Scope scope, ExecutorService threads) {
		Map<Checks, Future<?>> begun = new LinkedHashMap<>();
		for (Examiner examiner : round) {
			Checks checks = new Checks(examiner.group());
			begun.put(checks, threads.submit(() -> {
				examiner.examine(scope, checks);
				return null;
			}));
		}
		long end = System.nanoTime() + this.limit.toNanos();
		List<Check> found = new ArrayList<>();
		begun.forEach((checks, work) -> {
			await(work, end - System.nanoTime(), checks);
			found.addAll(checks.close());
		});
		return found;
	}

	private void await(Future<?> work, long nanos, Checks checks) {
		try {
			work.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			work.cancel(true);
			checks.failed("the rest", "was interrupted", "run it again");
		}
		catch (TimeoutException ex) {
			work.cancel(true);
			checks.failed("the rest", "was not done within " + this.limit.toNanos() / NANOS + " s",
					"look at the server and the way to it");
		}
		catch (ExecutionException ex) {
			checks.failed("the rest", "could not be looked at: " + Causes.of(ex), "mend what is named");
		}
	}

}
