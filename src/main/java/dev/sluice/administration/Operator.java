package dev.sluice.administration;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who acts.
 */
public final class Operator {

	private Operator() {
	}

	/**
	 * The name that the present request was authenticated with; without one, as for
	 * commands of the jar, the user that the process runs as.
	 */
	public static String name() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null) ? authentication.getName() : System.getProperty("user.name", "unknown");
	}

}
