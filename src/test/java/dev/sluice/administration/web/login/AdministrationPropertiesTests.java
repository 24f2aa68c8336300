package dev.sluice.administration.web.login;

import java.util.Map;

import dev.sluice.administration.web.login.AdministrationProperties.Role;
import dev.sluice.administration.web.login.AdministrationProperties.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class AdministrationPropertiesTests {

	private static final String TOO_LONG = "x".repeat(73);

	@Test
	void nobodyIsAUserByDefault() {
		assertThat(bind(Map.of()).users()).isEmpty();
	}

	@Test
	void userMayOnlyLookByDefault() {
		assertThat(bind(Map.of("sluice.administration.users.ada.password", "secret")).users()).containsEntry("ada",
				new User("secret", Role.READER));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void userNeedsAPassword(String password) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new User(password, Role.READER))
			.withMessageContaining("needs a password");
	}

	@Test
	void passwordThatIsCutOffByBcryptIsRefusedWithoutShowingIt() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new User(TOO_LONG, Role.READER))
			.withMessageContaining("at most 72 bytes")
			.withMessageNotContaining(TOO_LONG);
		assertThatNoException().isThrownBy(() -> new User("{bcrypt}" + TOO_LONG, Role.READER));
	}

	@Test
	void textOfAUserHasNoPassword() {
		assertThat(new AdministrationProperties(Map.of("ada", new User("secret", Role.ADMINISTRATOR)))).asString()
			.contains("ada", "ADMINISTRATOR")
			.doesNotContain("secret");
	}

	private static AdministrationProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("sluice.administration",
				Bindable.of(AdministrationProperties.class));
	}

}
