package dev.sluice.pipeline;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Brings answers from other threads to the listener thread that owns everything they
 * concern, so that nothing else in this package needs a lock.
 * <p>
 * {@link #execute} may be called by any thread, the other methods by the owner only.
 */
final class Mailbox implements Executor {

	private final BlockingQueue<Runnable> letters = new LinkedBlockingQueue<>();

	@Override
	public void execute(Runnable letter) {
		this.letters.add(letter);
	}

	/**
	 * Has an answer brought when it is there. What its taker throws reaches whoever opens
	 * the letter.
	 */
	<T> void deliver(CompletionStage<T> answer, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> taker) {
		answer.whenComplete((result, failure) -> execute(() -> taker.accept(result, failure)));
	}

	/**
	 * Opens the letters that are there. Those behind one that throws stay for the next
	 * time.
	 */
	void open() {
		Runnable letter = this.letters.poll();
		while (letter != null) {
			letter.run();
			letter = this.letters.poll();
		}
	}

	/**
	 * Waits for a letter, and opens all that are there.
	 * @param limit how long to wait at most
	 * @return whether there was one
	 */
	boolean await(Duration limit) {
		Runnable letter = poll(limit);
		if (letter == null) {
			return false;
		}
		letter.run();
		open();
		return true;
	}

	/**
	 * Waits for letters and opens them in the middle of a step that must not fail for
	 * their sake: one that throws is opened again, after the step.
	 * @return whether none threw
	 */
	boolean awaitQuietly(Duration limit) {
		try {
			await(limit);
			return true;
		}
		catch (RuntimeException ex) {
			execute(() -> {
				throw ex;
			});
			return false;
		}
	}

	private @Nullable Runnable poll(Duration limit) {
		try {
			return this.letters.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

}
