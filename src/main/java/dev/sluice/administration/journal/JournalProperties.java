package dev.sluice.administration.journal;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The journal of what people did.
 *
 * @param enabled whether it is kept on a topic; if not, it is in the log alone
 * @param topic topic that it is kept on; created when it is missing
 * @param retention how long entries are kept, if the topic is created
 */
@ConfigurationProperties("sluice.administration.journal")
public record JournalProperties(@DefaultValue("true") boolean enabled, @DefaultValue("sluice-journal") String topic,
		@DefaultValue("365d") Duration retention) {

}
