package dev.sluice.administration.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sluice.administration.doctor.ConfigurationReview.Objection;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The configuration: where each value comes from, and what would keep Sluice from
 * starting.
 *
 * @param review tells what would
 */
record ConfigurationExaminer(ConfigurationReview review) implements Examiner {

	@Override
	public String group() {
		return "configuration";
	}

	@Override
	public void examine(Scope scope, Checks checks) {
		Settings settings = scope.settings();
		Secrets secrets = settings.secrets();
		List<EffectiveProperty> set = EffectiveProperty.all(settings.environment());
		List<String> defaults = defaults(set, scope);
		List<String> lines = new ArrayList<>();
		set.forEach((property) -> lines.add("%s = %s  (%s)".formatted(property.name(),
				secrets.shown(property.name(), property.value()), property.origin())));
		lines.addAll(defaults);
		checks.ok("properties", "%d set, %d at their defaults".formatted(set.size(), defaults.size()), lines);
		List<Objection> objections = new ArrayList<>(settings.unreadable());
		objections.addAll(this.review.objections(settings.environment(), settings.properties()));
		objections.forEach(
				(objection) -> checks.failed(objection.property(), found(objection, set, secrets), objection.action()));
		if (objections.isEmpty()) {
			checks.ok("checks of the start", "nothing keeps Sluice from starting");
		}
		if (settings.names().isEmpty()) {
			checks.failed("pipelines", "there is none", "write sluice.pipelines.<name>.topics and .table");
		}
	}

	private List<String> defaults(List<EffectiveProperty> set, Scope scope) {
		Map<String, String> defaults = new TreeMap<>(this.review.defaults(scope.pipelines().keySet()));
		defaults.keySet().removeIf((name) -> set.stream().anyMatch((property) -> isSame(property.name(), name)));
		return defaults.entrySet().stream().map((entry) -> entry.getKey() + " = " + entry.getValue()).toList();
	}

	private static boolean isSame(String written, String name) {
		ConfigurationPropertyName property = ConfigurationPropertyName.adapt(written, '.');
		ConfigurationPropertyName known = ConfigurationPropertyName.adapt(name, '.');
		return known.equals(property) || known.isAncestorOf(property);
	}

	private static String found(Objection objection, List<EffectiveProperty> set, Secrets secrets) {
		String value = (objection.value() != null) ? " (" + secrets.shown(objection.property(), objection.value()) + ")"
				: "";
		return set.stream()
			.filter((property) -> isSame(property.name(), objection.property()))
			.findFirst()
			.map((property) -> objection.reason() + value + " " + property.origin())
			.orElse(objection.reason() + value);
	}

}
