package dev.sluice.administration.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sluice.administration.OperationRefusedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * An endpoint with which something is always the matter.
 */
@WebEndpoint(id = "trouble")
public class TroublesomeEndpoint {

	static final String SECRET = "s3cr3t";

	@ReadOperation
	public Map<String, String> trouble() {
		return Map.of("trouble", "none");
	}

	@ReadOperation
	public @Nullable Map<String, String> trouble(@Selector String kind) {
		return switch (kind) {
			case "defect" -> throw new IllegalStateException(SECRET);
			case "error" -> throw new StackOverflowError(SECRET);
			case "nothing" -> null;
			case "verb" -> throw new InvalidEndpointRequestException("unknown verb", "the verb must be repeat");
			default -> throw new OperationRefusedException(OperationRefusedException.Why.valueOf(kind),
					"This is refused. Do something else.");
		};
	}

	@WriteOperation
	public Map<String, String> act(int number, @Nullable Boolean dryRun, @Nullable Duration rate) {
		return Map.of("numbers", List.of(number).toString(), "dryRun", String.valueOf(dryRun), "rate",
				String.valueOf(rate));
	}

}
