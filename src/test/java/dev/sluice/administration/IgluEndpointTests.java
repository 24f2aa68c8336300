package dev.sluice.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.schema.iglu.Repositories;
import dev.sluice.schema.iglu.RepositoryStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IgluEndpointTests {

	private final List<String> calls = new ArrayList<>();

	private final RepositoryStatus acme = new RepositoryStatus("Acme", "http://acme.example", true, null, null, null);

	private final IgluEndpoint endpoint = new IgluEndpoint(new Repositories() {

		@Override
		public CompletionStage<List<RepositoryStatus>> ask() {
			return CompletableFuture.completedFuture(status());
		}

		@Override
		public List<RepositoryStatus> status() {
			return List.of(IgluEndpointTests.this.acme);
		}

		@Override
		public void forgetMissing() {
			IgluEndpointTests.this.calls.add("forget missing");
		}
	});

	@Test
	void repositoriesAreShown() {
		assertThat(this.endpoint.iglu().repositories()).containsExactly(this.acme);
	}

	@Test
	void missingSchemasAreForgotten() {
		this.endpoint.act("forget");

		assertThat(this.calls).containsExactly("forget missing");
	}

	@Test
	void otherVerbIsRefused() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> this.endpoint.act("drop"))
			.withMessageContaining("drop");

		assertThat(this.calls).isEmpty();
	}

}
