package dev.sluice.administration.web.login;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Who may look at Sluice and who may act on it, over HTTP. Health and info are open to
 * all; everything else needs a user of this list. There is none by default.
 *
 * @param users users by name
 */
@ConfigurationProperties("sluice.administration")
public record AdministrationProperties(@DefaultValue Map<String, User> users) {

	public AdministrationProperties {
		users = Map.copyOf(users);
	}

	/**
	 * A user.
	 *
	 * @param password password, in plain or with its kind before it, such as
	 * '{bcrypt}...'
	 * @param role what the user may do: 'reader' may look, 'administrator' may act
	 */
	@ConfigurationProperties("sluice.administration.users.<name>")
	public record User(String password, @DefaultValue("reader") Role role) {

		/** More than that bcrypt does not look at. */
		private static final int LONGEST_PASSWORD = 72;

		public User {
			if (password == null || password.isBlank()) {
				throw new InvalidConfigurationPropertyValueException("password", null, "A user needs a password.");
			}
			if (!password.startsWith("{") && password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD) {
				throw new InvalidConfigurationPropertyValueException("password", null,
						"A password may have at most " + LONGEST_PASSWORD + " bytes.");
			}
		}

		/** Says nothing of the password. */
		@Override
		public String toString() {
			return "User[role=" + this.role + "]";
		}

	}

	/** What a user may do. */
	public enum Role {

		/** May look; good for Prometheus. */
		READER,

		/** May also act. */
		ADMINISTRATOR

	}

}
