package dev.sluice.pipeline;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

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
	 * Opens the letters that are there.
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
