package dev.sluice.administration.web.login;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.administration.web.login.FailedLogins.Login;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Logins that cannot be guessed by trying, nor used to burn the processor.
 * <p>
 * Whoever fails has to wait, as {@link FailedLogins} says. A password is looked at the
 * slow way, which is how it is stored, by two threads at most; after that it is known
 * again by a digest under a key that only this process has ever had, for some minutes.
 * Thread-safe; no thread waits but for one that looks at the same password.
 */
final class SlowedLogins implements AuthenticationProvider {

	private static final String DIGEST = "HmacSHA256";

	private static final Duration BUSY = Duration.ofSeconds(1);

	private static final int NETWORK_BYTES = 8;

	private static final int LONG_ADDRESS_BYTES = 16;

	private final AuthenticationProvider users;

	private final FailedLogins failed;

	private final Semaphore looks = new Semaphore(2);

	private final SecretKeySpec key = key();

	private final Cache<String, FutureTask<Authentication>> lately = Caffeine.newBuilder()
		.maximumSize(1_000)
		.expireAfterWrite(Duration.ofMinutes(10))
		.build();

	/**
	 * Creates them.
	 * @param users looks at passwords
	 * @param failed how often that has failed
	 */
	SlowedLogins(AuthenticationProvider users, FailedLogins failed) {
		this.users = users;
		this.failed = failed;
	}

	@Override
	public Authentication authenticate(Authentication attempt) {
		Login login = new Login(address(attempt), digest(attempt.getName()));
		holdUp(login);
		String credentials = digest(attempt.getName() + '\0' + attempt.getCredentials());
		FutureTask<Authentication> mine = new FutureTask<>(() -> look(attempt, login));
		FutureTask<Authentication> first = this.lately.get(credentials, (same) -> mine);
		if (first == mine) {
			mine.run();
		}
		return result(credentials, first);
	}

	/** What has failed is not remembered. */
	private Authentication result(String credentials, FutureTask<Authentication> look) {
		try {
			return look.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TooManyLoginsException(BUSY);
		}
		catch (ExecutionException ex) {
			this.lately.asMap().remove(credentials, look);
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
	}

	private void holdUp(Login login) {
		Duration wait = this.failed.wait(login);
		if (!wait.isZero()) {
			throw new TooManyLoginsException(wait);
		}
	}

	private Authentication look(Authentication attempt, Login login) {
		if (!this.looks.tryAcquire()) {
			throw new TooManyLoginsException(BUSY);
		}
		try {
			holdUp(login);
			this.failed.begin(login);
			Authentication user = this.users.authenticate(attempt);
			if (user == null) {
				throw new BadCredentialsException("no such user");
			}
			this.failed.succeeded(login);
			return UsernamePasswordAuthenticationToken.authenticated(attempt.getName(), null, user.getAuthorities());
		}
		catch (BadCredentialsException ex) {
			this.failed.failed(login);
			throw ex;
		}
		finally {
			this.looks.release();
		}
	}

	/** Of an IPv6 address the network, of which one caller has all addresses. */
	private static String address(Authentication attempt) {
		if (!(attempt.getDetails() instanceof WebAuthenticationDetails details)) {
			return "";
		}
		String address = String.valueOf(details.getRemoteAddress());
		try {
			byte[] bytes = InetAddress.getByName(address).getAddress();
			if (bytes.length < LONG_ADDRESS_BYTES) {
				return address;
			}
			Arrays.fill(bytes, NETWORK_BYTES, LONG_ADDRESS_BYTES, (byte) 0);
			return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

	private String digest(String text) {
		try {
			Mac mac = Mac.getInstance(DIGEST);
			mac.init(this.key);
			return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SecretKeySpec key() {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		return new SecretKeySpec(random, DIGEST);
	}

	@Override
	public boolean supports(Class<?> type) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
	}

}
