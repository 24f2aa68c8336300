package dev.sluice.configuration;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A setting of a Kafka client, which Spring lets people write in up to three places.
 *
 * @param name Kafka's name, such as {@code isolation.level}
 * @param properties Spring's names, the one that wins first
 */
record KafkaSetting(String name, List<String> properties) {

	static KafkaSetting consumer(String name, String... typed) {
		return of("consumer", name, typed);
	}

	static KafkaSetting producer(String name, String... typed) {
		return of("producer", name, typed);
	}

	private static KafkaSetting of(String client, String name, String... typed) {
		List<String> properties = new ArrayList<>();
		properties.add("spring.kafka." + client + ".properties." + name);
		for (String property : typed) {
			properties.add("spring.kafka." + client + "." + property);
		}
		properties.add("spring.kafka.properties." + name);
		return new KafkaSetting(name, properties);
	}

	/**
	 * Whether the configuration gives this setting anywhere.
	 */
	boolean isGiven(Binder binder) {
		return this.properties.stream().anyMatch((property) -> isGiven(binder, property));
	}

	/**
	 * The name of the property that gives this setting, or the first that could.
	 */
	String property(Binder binder) {
		return this.properties.stream()
			.filter((property) -> isGiven(binder, property))
			.findFirst()
			.orElse(this.properties.get(0));
	}

	private static boolean isGiven(Binder binder, String property) {
		return binder.bind(ConfigurationPropertyName.of(property), Bindable.of(String.class)).isBound();
	}

}
