package dev.sluice.emulator.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.sluice.emulator.call.ApiError;

/**
 * The IAM permissions of whoever calls: all but those of
 * {@link Setting#DENIED_PERMISSIONS}. Refusals are worded as BigQuery's.
 *
 * @param behavior the settings as they are now
 */
public record Permissions(Behavior behavior) {

	/**
	 * Whether the caller has a permission.
	 */
	public boolean granted(String permission) {
		String denied = this.behavior.get(Setting.DENIED_PERMISSIONS);
		return denied.isEmpty() || Arrays.stream(denied.split("[,\\s]+")).noneMatch(permission::equals);
	}

	/**
	 * Returns those of some permissions that the caller has.
	 */
	public List<String> granted(List<String> permissions) {
		return permissions.stream().filter(this::granted).toList();
	}

	/**
	 * Refuses a call about a table or dataset that needs a permission.
	 * @param kind {@code Table} or {@code Dataset}
	 * @param name its name, such as {@code p:d.t}
	 * @throws ApiError if the permission is denied
	 */
	public void check(String permission, String kind, Object name) {
		if (!granted(permission)) {
			throw denied("Access Denied: %s %s: Permission %s denied on %s %s (or it may not exist).".formatted(kind,
					name, permission, kind.toLowerCase(Locale.ROOT), name), "accessDenied");
		}
	}

	/**
	 * Refuses a call about a project that needs a permission.
	 * @throws ApiError if the permission is denied
	 */
	public void checkProject(String permission, String project) {
		if (!granted(permission)) {
			throw denied("Access Denied: Project %s: User does not have %s permission in project %s.".formatted(project,
					permission, project), "accessDenied");
		}
	}

	/**
	 * Refuses a call about a bucket that needs a permission.
	 * @throws ApiError if the permission is denied
	 */
	public void checkBucket(String permission) {
		if (!granted(permission)) {
			throw denied(
					"The caller does not have %s access to the Google Cloud Storage bucket. ".formatted(permission)
							+ "Permission '%s' denied on resource (or it may not exist).".formatted(permission),
					"forbidden");
		}
	}

	private static ApiError denied(String message, String reason) {
		return new ApiError(403, reason, "PERMISSION_DENIED", message, null);
	}

}
