package dev.sluice.administration.doctor;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.springframework.beans.BeansException;

/**
 * Exceptions in words.
 */
final class Causes {

	private Causes() {
	}

	/**
	 * What is the matter, without the wrapping of those who only pass it on.
	 */
	static String of(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && passesOn(cause)) {
			cause = cause.getCause();
		}
		String message = cause.getMessage();
		return (message != null && !message.isBlank()) ? message.strip().lines().findFirst().orElse(message)
				: cause.getClass().getSimpleName();
	}

	private static boolean passesOn(Throwable failure) {
		return failure instanceof ExecutionException || failure instanceof CompletionException
				|| failure instanceof BeansException
				|| failure.getClass().getName().startsWith("org.springframework.boot.context.properties")
				|| "Failed to create new KafkaAdminClient".equals(failure.getMessage())
				|| "Failed to construct kafka consumer".equals(failure.getMessage());
	}

}
