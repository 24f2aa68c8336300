package dev.sluice.administration;

import java.util.List;
import java.util.Locale;

import dev.sluice.schema.iglu.Repositories;
import dev.sluice.schema.iglu.RepositoryStatus;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The repositories of schemas: {@code GET /actuator/iglu}, and
 * {@code POST /actuator/iglu/forget}, after which schemas that were missing are looked up
 * again, for one that has been published late.
 */
@WebEndpoint(id = "iglu")
public class IgluEndpoint {

	private final Repositories repositories;

	IgluEndpoint(Repositories repositories) {
		this.repositories = repositories;
	}

	/**
	 * How each repository fares.
	 */
	@ReadOperation
	public IgluDescriptor iglu() {
		return new IgluDescriptor(this.repositories.status());
	}

	/**
	 * Has this instance forget which schemas are missing.
	 * @param verb forget
	 */
	@WriteOperation
	public IgluDescriptor act(@Selector String verb) {
		if (!"forget".equals(verb.toLowerCase(Locale.ROOT))) {
			throw new InvalidEndpointRequestException("unknown verb '" + verb + "'", "the verb must be forget");
		}
		this.repositories.forgetMissing();
		return iglu();
	}

	/**
	 * The repositories.
	 *
	 * @param repositories how each fares
	 */
	public record IgluDescriptor(List<RepositoryStatus> repositories) {

	}

}
