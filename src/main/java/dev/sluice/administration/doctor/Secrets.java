package dev.sluice.administration.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.env.Environment;

/**
 * Takes secrets out of what is shown: by the names of properties, by what values look
 * like, and wherever the value of a property with such a name comes up again, in the
 * message of an error for one.
 */
public final class Secrets {

	static final String MASK = "******";

	/** Shorter ones would be found in ordinary words. */
	private static final int SHORTEST = 4;

	private static final Pattern NAMES = Pattern
		.compile("pass(word|wd|phrase)?s?$|password|secret|token|credential|jaas|api-?key|private|encoded-?key"
				+ "|(^|[.-])key$|keystore\\.key|webhook\\.endpoint|signature|user[.-]?info|authorization"
				+ "|[.\\[]headers[.\\[]");

	/** Names that merely look like those of secrets. */
	private static final Pattern PLACES = Pattern.compile("location|file$|path$|token-?ur[il]|\\.columns\\.");

	private static final List<Pattern> WHOLE = List.of(Pattern.compile("(?s).*LoginModule\\s.*"),
			Pattern.compile("(?s).*-----BEGIN.*"), Pattern.compile("\\{[a-zA-Z0-9@-]+}.+"),
			Pattern.compile("[A-Za-z0-9+/]{200,}=*"));

	/** How an address begins. */
	private static final String SCHEME = "[a-zA-Z][\\w+.-]*://";

	/**
	 * Passwords and tokens hold slashes and at signs that should have been escaped: what
	 * is before the last at sign is taken for the user, even where it may be a path.
	 */
	private static final Pattern USER = Pattern.compile("(" + SCHEME + ")[^\\s\"']+(?=@)");

	/** The same of a value that is nothing but addresses, whatever their users hold. */
	private static final Pattern USER_OF_WHOLE = Pattern.compile("(?s)^(" + SCHEME + ").+(?=@)");

	private static final Pattern NEXT_ADDRESS = Pattern.compile(",(?=" + SCHEME + ")");

	/** Where an address is taken apart. */
	private static final Pattern APART = Pattern.compile("[:/?#@\\s\"']+");

	private static final List<Pattern> PARTS = List.of(USER,
			Pattern.compile("([?&][^=&\\s]*(?:token|key|secret|password|sig)[^=&\\s]*=)[^&\\s\"']+",
					Pattern.CASE_INSENSITIVE),
			Pattern.compile("((?:password|secret|token|api_?key|private_key)\\w*[\"']?\\s*[=:]\\s*)"
					+ "(?:\"[^\"]*\"|'[^']*'|[^\\s;,}\"']+)", Pattern.CASE_INSENSITIVE),
			Pattern.compile("()-----BEGIN[^-]*-----.*?(?:-----END[^-]*-----|$)", Pattern.DOTALL),
			Pattern.compile("()\\bAIza[\\w-]{30,}"), Pattern.compile("()\\bya29\\.[\\w.-]+"),
			Pattern.compile("()\\beyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*"));

	private final List<String> known;

	private Secrets(Set<String> known) {
		this.known = known.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
	}

	/**
	 * The secrets of a configuration.
	 */
	public static Secrets of(Environment environment) {
		Set<String> known = new LinkedHashSet<>();
		for (EffectiveProperty property : EffectiveProperty.all(environment)) {
			if (isSecret(property.name())) {
				remember(property.value(), known);
			}
			quoted(property.value(), known);
		}
		return new Secrets(known);
	}

	private static void remember(String value, Set<String> known) {
		if (value.length() >= SHORTEST) {
			known.add(value);
		}
	}

	/** The passwords within a value, such as those of a JAAS configuration. */
	private static void quoted(String value, Set<String> known) {
		Matcher password = Pattern.compile("(?i)(?:password|secret)\\w*[\"']?\\s*[=:]\\s*[\"']?([^\\s;,\"']+)")
			.matcher(value);
		while (password.find()) {
			remember(password.group(1), known);
		}
		NEXT_ADDRESS.splitAsStream(value).forEach((address) -> List.of(USER, USER_OF_WHOLE).forEach((kind) -> {
			Matcher user = kind.matcher(address);
			while (user.find()) {
				secretOf(user.group().substring(user.group(1).length()), known);
			}
		}));
	}

	/**
	 * The password of a user, and what errors name when an address ends within it. A name
	 * alone is no secret.
	 */
	private static void secretOf(String user, Set<String> known) {
		Matcher end = APART.matcher(user);
		if (end.find()) {
			String secret = end.group().startsWith(":") ? user.substring(end.start() + 1) : user;
			remember(secret, known);
			APART.splitAsStream(secret).forEach((piece) -> remember(piece, known));
		}
	}

	static boolean isSecret(String property) {
		String name = property.toLowerCase(Locale.ROOT);
		return NAMES.matcher(name).find() && !PLACES.matcher(name).find();
	}

	/**
	 * The value of a property as it can be shown.
	 */
	public String shown(String property, String value) {
		boolean secret = isSecret(property) || WHOLE.stream().anyMatch((kind) -> kind.matcher(value).matches());
		return (secret && !value.isEmpty()) ? MASK : without(USER_OF_WHOLE.matcher(value).replaceAll("$1" + MASK));
	}

	/**
	 * A text without secrets.
	 */
	public String without(String text) {
		String shown = text;
		for (Pattern part : PARTS) {
			shown = part.matcher(shown).replaceAll("$1" + MASK);
		}
		for (String secret : this.known) {
			shown = shown.replace(secret, MASK);
		}
		return shown;
	}

	Check without(Check check) {
		List<String> details = new ArrayList<>();
		check.details().forEach((line) -> details.add(without(line)));
		return new Check(check.group(), check.name(), check.verdict(), without(check.found()),
				(check.action() != null) ? without(check.action()) : null, details);
	}

}
