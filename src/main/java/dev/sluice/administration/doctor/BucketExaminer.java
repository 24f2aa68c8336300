package dev.sluice.administration.doctor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;

import dev.sluice.warehouse.AccountAccess;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.FilesProperties;
import dev.sluice.warehouse.WriteProperties.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Cloud Storage: the buckets of files that are loaded, and of what the repeater gave up.
 *
 * @param accesses tells what the account may do
 */
record BucketExaminer(Supplier<AccountAccess> accesses) implements Examiner {

	private static final List<String> FILES = List.of("storage.objects.create", "storage.objects.get",
			"storage.objects.list", "storage.objects.delete");

	private static final List<String> DEAD_END = List.of("storage.objects.create");

	@Override
	public String group() {
		return "storage";
	}

	@Override
	public void examine(Scope scope, Checks checks) {
		Map<String, List<String>> buckets = new TreeMap<>();
		add(scope.settings().environment().getProperty("sluice.repeater.dead-end"), DEAD_END, buckets);
		scope.pipelines()
			.values()
			.stream()
			.filter((pipeline) -> pipeline.write().mode() == Mode.FILE_LOADS)
			.forEach((pipeline) -> add(pipeline.files().directory(), FILES, buckets));
		buckets.forEach((bucket, needed) -> examine(bucket, needed, checks));
	}

	private static void add(@Nullable String place, List<String> needed, Map<String, List<String>> buckets) {
		Matcher bucket = FilesProperties.BUCKET.matcher((place != null) ? place : "");
		if (bucket.matches()) {
			buckets.merge(bucket.group(1), needed, (one, other) -> (one.size() > other.size()) ? one : other);
		}
	}

	private void examine(String bucket, List<String> needed, Checks checks) {
		String name = "bucket " + bucket;
		try {
			Set<String> missing = this.accesses.get().missing(bucket, needed);
			checks.permissions(name, List.copyOf(missing), String.join(", ", needed),
					"grant " + String.join(", ", missing) + " to the account");
		}
		catch (CatalogException ex) {
			checks.failed(name, Causes.of(ex), "create the bucket, or mend its name");
		}
	}

}
