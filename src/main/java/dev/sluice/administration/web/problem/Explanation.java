package dev.sluice.administration.web.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.sluice.administration.OperationRefusedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.invoke.MissingParametersException;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.ParameterMappingException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/**
 * An exception that was foreseen, put so that the caller knows what to do.
 *
 * @param type the kind of problem
 * @param detail what is wrong and what to do
 * @param headers headers of the answer
 */
record Explanation(ProblemType type, String detail, HttpHeaders headers) {

	private static final String BODY = "The body must be a JSON object of texts, numbers and truth values, such as {\"reason\": \"wrong-type\"}.";

	/**
	 * Explains an exception.
	 * @return the explanation, or {@code null} if the exception was not foreseen
	 */
	static @Nullable Explanation of(Exception exception) {
		if (exception instanceof OperationRefusedException refused) {
			return explained(ProblemType.of(refused.why()), String.valueOf(refused.getMessage()));
		}
		InvalidEndpointRequestException invalid = invalid(exception);
		if (invalid != null) {
			return explained(ProblemType.INVALID_REQUEST, detail(invalid));
		}
		if (exception instanceof HttpMessageNotReadableException) {
			return explained(ProblemType.INVALID_REQUEST, BODY);
		}
		if (exception instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
			ProblemType type = ProblemType.of(response.getStatusCode().value());
			return new Explanation(type, detail(exception, type), response.getHeaders());
		}
		return null;
	}

	private static Explanation explained(ProblemType type, String detail) {
		return new Explanation(type, detail, HttpHeaders.EMPTY);
	}

	private static @Nullable InvalidEndpointRequestException invalid(Exception exception) {
		return (exception instanceof InvalidEndpointRequestException invalid) ? invalid
				: (exception.getCause() instanceof InvalidEndpointRequestException cause) ? cause : null;
	}

	private static String detail(InvalidEndpointRequestException exception) {
		if (exception instanceof ParameterMappingException wrong) {
			OperationParameter parameter = wrong.getParameter();
			return "The parameter '%s' must be %s.".formatted(parameter.getName(), kind(parameter.getType()));
		}
		if (exception instanceof MissingParametersException missing) {
			return missing.getMissingParameters()
				.stream()
				.map((parameter) -> "'" + parameter.getName() + "'")
				.sorted()
				.collect(Collectors.joining(", ", "These parameters are missing: ", "."));
		}
		return String.valueOf(exception.getReason());
	}

	private static String kind(Class<?> type) {
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", ", "one of ", ""));
		}
		if (type == Duration.class) {
			return "a time span such as 30s";
		}
		if (type == Instant.class) {
			return "a moment such as 2026-11-01T12:00:00Z";
		}
		if (type == Boolean.class || type == boolean.class) {
			return "true or false";
		}
		return (type.isPrimitive() || Number.class.isAssignableFrom(type)) ? "a number" : "a text";
	}

	private static String detail(Exception exception, ProblemType type) {
		if (exception instanceof HttpRequestMethodNotSupportedException method
				&& method.getSupportedMethods() != null) {
			return "This path takes " + String.join(", ", method.getSupportedMethods()) + ".";
		}
		if (exception instanceof HttpMediaTypeNotAcceptableException form && !form.getSupportedMediaTypes().isEmpty()) {
			return form.getSupportedMediaTypes()
				.stream()
				.map(String::valueOf)
				.distinct()
				.collect(Collectors.joining(", ", "The answer has one of these forms: ", "."));
		}
		return type.action();
	}

}
