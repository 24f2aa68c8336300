package dev.sluice.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The bound on the memory of all append requests of the process, from the first row in a
 * buffer to its acknowledgement.
 * <p>
 * Memory is counted by the capacity of buffers, not by their content, and buffers that
 * wait to be used again count too, so the heap never holds more than the limit plus one
 * smallest buffer per account. Every account may hold its first buffer, whatever the
 * others hold: a table that is stuck with all the memory it may have cannot stop another
 * one. One account alone may hold three quarters of the memory, several share it equally.
 * <p>
 * Buffers are taken and given back about once per megabyte of rows, so one lock serves
 * all threads.
 */
public final class SlabMemory {

	/** The capacity of the smallest buffer, in bytes. */
	static final int SMALLEST = 64 * 1024;

	private final long limit;

	@GuardedBy("this")
	private final Deque<byte[]> spare = new ArrayDeque<>();

	@GuardedBy("this")
	private long spareBytes;

	@GuardedBy("this")
	private long used;

	@GuardedBy("this")
	private int activeAccounts;

	/**
	 * Makes the memory.
	 * @param limit the most bytes in flight
	 */
	public SlabMemory(long limit) {
		this.limit = limit;
	}

	/**
	 * The most bytes in flight.
	 */
	public long limit() {
		return this.limit;
	}

	/**
	 * The bytes in flight now.
	 */
	public synchronized long used() {
		return this.used;
	}

	Account account() {
		return new Account();
	}

	private synchronized byte @Nullable [] take(Account account, int capacity, boolean insist) {
		if (!insist && account.held > 0 && !fits(account, capacity)) {
			return null;
		}
		if (account.held == 0) {
			this.activeAccounts++;
		}
		account.held += capacity;
		this.used += capacity;
		byte[] buffer = fromSpare(capacity);
		shrinkSpare();
		return (buffer != null) ? buffer : new byte[capacity];
	}

	@GuardedBy("this")
	private boolean fits(Account account, int capacity) {
		long share = (this.activeAccounts <= 1) ? this.limit / 4 * 3 : this.limit / this.activeAccounts;
		return account.held + capacity <= share && this.used + capacity <= this.limit;
	}

	@GuardedBy("this")
	private byte @Nullable [] fromSpare(int capacity) {
		for (byte[] buffer : this.spare) {
			if (buffer.length == capacity) {
				this.spare.removeFirstOccurrence(buffer);
				this.spareBytes -= capacity;
				return buffer;
			}
		}
		return null;
	}

	@GuardedBy("this")
	private void shrinkSpare() {
		while (!this.spare.isEmpty() && this.used + this.spareBytes > this.limit) {
			this.spareBytes -= this.spare.removeLast().length;
		}
	}

	private synchronized void giveBack(Account account, int capacity, byte @Nullable [] reusable) {
		account.held -= capacity;
		this.used -= capacity;
		if (account.held == 0) {
			this.activeAccounts--;
		}
		if (reusable != null && capacity % SMALLEST == 0) {
			this.spare.addFirst(reusable);
			this.spareBytes += reusable.length;
			shrinkSpare();
		}
	}

	/**
	 * What one appender holds.
	 */
	final class Account {

		@GuardedBy("SlabMemory.this")
		private long held;

		private Account() {
		}

		/**
		 * Takes a buffer.
		 * @param capacity its capacity, in bytes
		 * @param insist takes it whatever the limit, to complete what has begun
		 * @return the buffer, or {@code null} if there is no room now
		 */
		byte @Nullable [] take(int capacity, boolean insist) {
			return SlabMemory.this.take(this, capacity, insist);
		}

		/**
		 * Gives a buffer back that nobody else holds any more.
		 */
		void recycle(byte[] buffer) {
			SlabMemory.this.giveBack(this, buffer.length, buffer);
		}

		/**
		 * Gives the room of a buffer back, but not the buffer: somebody may still hold
		 * it.
		 */
		void discard(byte[] buffer) {
			SlabMemory.this.giveBack(this, buffer.length, null);
		}

		/**
		 * Whether a buffer would be given now.
		 */
		boolean hasRoom(int capacity) {
			synchronized (SlabMemory.this) {
				return this.held == 0 || fits(this, capacity);
			}
		}

	}

}
