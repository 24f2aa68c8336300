package dev.sluice.administration.web.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often logins have failed of late, and how long one has to wait for the next.
 * <p>
 * Failures count for the user at the address, for the address whatever the user, and for
 * the user whatever the address. Each count makes the wait longer, twice as long with
 * every failure after the first few. What counts for the user alone holds up only
 * addresses that have failed themselves, so that whoever guesses from elsewhere never
 * locks out the user. Who has logged in from an address is not held up by what others do
 * there to other users.
 * <p>
 * Attempts count when they begin, so that many at once are no way around it; those made
 * during a wait do not count, so that it ends. Forgets the oldest beyond a fixed number
 * of addresses and users. Thread-safe; nobody waits in here.
 */
final class FailedLogins {

	/** So many may fail before anybody has to wait. */
	static final int FREE = 5;

	/** The longest wait for one who is held up by what was done at the address. */
	static final Duration LONGEST = Duration.ofMinutes(5);

	/** The longest wait for one who is held up by what others have done elsewhere. */
	static final Duration LONGEST_BY_OTHERS = Duration.ofMinutes(1);

	private static final Logger logger = LoggerFactory.getLogger(FailedLogins.class);

	private static final Duration FORGOTTEN = Duration.ofMinutes(15);

	private static final int SIZE = 10_000;

	private final InstantSource clock;

	private final Cache<Login, Failures> logins = cache();

	private final Cache<String, Failures> addresses = cache();

	private final Cache<String, Failures> users = cache();

	private final Cache<Login, Boolean> known = cache();

	FailedLogins(InstantSource clock) {
		this.clock = clock;
	}

	private static <K, V> Cache<K, V> cache() {
		return Caffeine.newBuilder().maximumSize(SIZE).expireAfterWrite(Duration.ofDays(1)).build();
	}

	/**
	 * How long the next attempt has to wait.
	 * @return zero if it may be made now
	 */
	Duration wait(Login login) {
		Instant now = this.clock.instant();
		Failures own = of(this.logins.getIfPresent(login), now);
		Stream<Instant> ends = Stream.of(own.end(own.count(), LONGEST));
		if (this.known.getIfPresent(login) == null) {
			Failures address = of(this.addresses.getIfPresent(login.address()), now);
			Failures user = of(this.users.getIfPresent(login.user()), now);
			ends = Stream.concat(ends, Stream.of(address.end(address.count(), LONGEST),
					(own.count() > 0) ? own.end(user.count(), LONGEST_BY_OTHERS) : now));
		}
		Duration wait = Duration.between(now, ends.max(Instant::compareTo).orElse(now));
		return wait.isNegative() ? Duration.ZERO : wait;
	}

	/**
	 * Counts an attempt, as failed until it is known not to be.
	 */
	void begin(Login login) {
		count(this.addresses, login.address(), 1);
		count(this.users, login.user(), 1);
		count(this.logins, login, 1);
	}

	/**
	 * Tells of an attempt that has failed, if the next has to wait for it.
	 */
	void failed(Login login) {
		Failures failures = of(this.logins.getIfPresent(login), this.clock.instant());
		Duration wait = Failures.wait(failures.count(), LONGEST);
		if (!wait.isZero()) {
			logger.atWarn()
				.addKeyValue("address", login.address())
				.addKeyValue("failures", failures.count())
				.addKeyValue("wait", wait)
				.log("logins of a user are slowed down");
		}
	}

	/**
	 * Takes back an attempt that has not failed.
	 */
	void succeeded(Login login) {
		this.known.put(login, true);
		this.logins.invalidate(login);
		count(this.addresses, login.address(), -1);
		count(this.users, login.user(), -1);
	}

	private <K> void count(Cache<K, Failures> cache, K key, int change) {
		Instant now = this.clock.instant();
		cache.asMap().compute(key, (same, failures) -> of(failures, now).plus(change, now));
	}

	private static Failures of(@Nullable Failures failures, Instant now) {
		return (failures == null || failures.last().plus(FORGOTTEN).isBefore(now)) ? new Failures(0, Instant.EPOCH)
				: failures;
	}

	/**
	 * Who logs in and from where.
	 *
	 * @param address the address, or the network that one caller has many addresses of
	 * @param user stands for the user's name, and is short however long that is
	 */
	record Login(String address, String user) {

	}

	private record Failures(int count, Instant last) {

		Failures plus(int change, Instant now) {
			return new Failures(Math.max(0, this.count + change), (change > 0) ? now : this.last);
		}

		Instant end(int failures, Duration longest) {
			return this.last.plus(wait(failures, longest));
		}

		static Duration wait(int failures, Duration longest) {
			if (failures < FREE) {
				return Duration.ZERO;
			}
			Duration wait = Duration.ofSeconds(1L << Math.min(failures - FREE, 30));
			return (wait.compareTo(longest) < 0) ? wait : longest;
		}

	}

}
