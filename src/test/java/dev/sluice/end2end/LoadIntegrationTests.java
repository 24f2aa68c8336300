package dev.sluice.end2end;

import dev.sluice.fixtures.KafkaBroker;

/**
 * {@link LoadContract} with a broker in this process.
 */
class LoadIntegrationTests extends LoadContract {

	@Override
	String bootstrap() {
		return KafkaBroker.bootstrapServers();
	}

}
