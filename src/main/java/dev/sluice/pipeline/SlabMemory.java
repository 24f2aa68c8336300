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
 * one.
 * <p>
 * Beyond that an account holds at most what it has use for, and at most {@value #SHARE}
 * times what is free: alone 8/9 of the memory, two of them 8/17 each, and so on (the
 * dynamic thresholds of Choudhury and Hahne, IEEE/ACM Transactions on Networking 6(2),
 * 1998). So something is always free for accounts that come, also when those before them
 * are stuck, and nobody has to know which are.
 * <p>
 * A smaller buffer than it wishes is given to an account only while it can send it at
 * once. Small requests that queue behind those in flight would hold the memory that large
 * ones need: each that is answered would make room for another small one, and few bytes
 * would be in flight for ever.
 * <p>
 * Buffers are taken and given back about once per megabyte of rows, so one lock serves
 * all threads.
 */
public final class SlabMemory {

	/**
	 * The bytes that an array takes besides its content. Buffers are smaller by that much
	 * than the round sizes that a heap is divided into: G1 would give one of 2 MiB three
	 * regions of 1 MiB.
	 */
	static final int HEADER = 16;

	/** The capacity of the smallest buffer, in bytes. */
	static final int SMALLEST = 64 * 1024 - HEADER;

	private static final int SHARE = 8;

	/** Each size of buffers is so many times the one below it. */
	private static final int STEP = 4;

	private final long limit;

	@GuardedBy("this")
	private final Deque<byte[]> spare = new ArrayDeque<>();

	@GuardedBy("this")
	private long spareBytes;

	@GuardedBy("this")
	private long used;

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

	/**
	 * The size below a capacity, and not below the smallest.
	 */
	static int smaller(int capacity) {
		return Math.max(SMALLEST, (capacity + HEADER) / STEP - HEADER);
	}

	/**
	 * The size above a capacity, and not above another capacity.
	 */
	static int larger(int capacity, int most) {
		return (int) Math.min(most, (capacity + HEADER) * (long) STEP - HEADER);
	}

	/**
	 * A new account.
	 * @param most the most bytes that it has use for
	 * @param requests the most requests that it can have in flight
	 */
	Account account(long most, int requests) {
		return new Account(most, requests);
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

	private synchronized byte[] use(int capacity) {
		this.used += capacity;
		byte[] buffer = fromSpare(capacity);
		shrinkSpare();
		return (buffer != null) ? buffer : new byte[capacity];
	}

	private synchronized void unuse(int capacity, byte @Nullable [] reusable) {
		this.used -= capacity;
		if (reusable != null && (capacity + HEADER) % (SMALLEST + HEADER) == 0) {
			this.spare.addFirst(reusable);
			this.spareBytes += reusable.length;
			shrinkSpare();
		}
	}

	/**
	 * What one appender holds.
	 */
	final class Account {

		private final long most;

		private final int requests;

		@GuardedBy("SlabMemory.this")
		private long held;

		@GuardedBy("SlabMemory.this")
		private int buffers;

		private Account(long most, int requests) {
			this.most = most;
			this.requests = requests;
		}

		/**
		 * Takes a buffer; the caller has been {@linkplain #offer offered} it, or
		 * completes what has begun.
		 */
		byte[] take(int capacity) {
			synchronized (SlabMemory.this) {
				this.held += capacity;
				this.buffers++;
				return use(capacity);
			}
		}

		/**
		 * Gives a buffer back that nobody else holds any more.
		 */
		void recycle(byte[] buffer) {
			giveBack(buffer.length, buffer);
		}

		/**
		 * Gives the room of a buffer back, but not the buffer: somebody may still hold
		 * it.
		 */
		void discard(byte[] buffer) {
			giveBack(buffer.length, null);
		}

		private void giveBack(int capacity, byte @Nullable [] reusable) {
			synchronized (SlabMemory.this) {
				this.held -= capacity;
				this.buffers--;
				unuse(capacity, reusable);
			}
		}

		/**
		 * The capacity of a buffer that would be given now.
		 * @param wished the capacity that is wished
		 * @param least what is needed, in bytes
		 * @return the capacity; 0 if there is no room
		 */
		int offer(int wished, int least) {
			synchronized (SlabMemory.this) {
				int smallest = Math.max(SMALLEST, least);
				int capacity = Math.max(wished, least);
				while (!hasRoom(capacity)) {
					if (capacity <= smallest || this.buffers >= this.requests) {
						return (this.held == 0) ? smallest : 0;
					}
					capacity = Math.max(smallest, smaller(capacity));
				}
				return capacity;
			}
		}

		@GuardedBy("SlabMemory.this")
		private boolean hasRoom(int capacity) {
			long free = SlabMemory.this.limit - SlabMemory.this.used - capacity;
			return free >= 0 && this.held + capacity <= Math.min(this.most, SHARE * free);
		}

	}

}
