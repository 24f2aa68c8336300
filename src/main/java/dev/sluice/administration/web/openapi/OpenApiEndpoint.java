package dev.sluice.administration.web.openapi;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * What the administration can do, for tools: {@code GET /actuator/openapi}. The document
 * is made from the endpoints and their Javadoc by the build.
 */
@WebEndpoint(id = "openapi")
public class OpenApiEndpoint {

	/**
	 * This document.
	 */
	@ReadOperation(produces = "application/json")
	public Resource openApi() {
		return new ClassPathResource("openapi.json", OpenApiEndpoint.class);
	}

}
