package dev.sluice.transform.snowplow;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bad rows that are not valid by the schemas beside them.
 */
public final class InvalidBadRowVectors extends BadRowVectors {

	@Override
	public String path() {
		return "badrows/invalid";
	}

	@Override
	void verify(List<?> errors) {
		assertThat(errors).isNotEmpty();
	}

}
