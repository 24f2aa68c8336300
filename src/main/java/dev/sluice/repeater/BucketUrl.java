package dev.sluice.repeater;

/**
 * A place in Cloud Storage, such as {@code gs://bucket/some/path}.
 *
 * @param bucket the bucket's name
 * @param prefix what the names of its objects begin with: empty, or ends with a slash
 */
public record BucketUrl(String bucket, String prefix) {

	private static final String SCHEME = "gs://";

	/**
	 * Whether a text is meant as a place in some store of objects.
	 */
	public static boolean looksLikeOne(String text) {
		return text.contains("://") && !text.startsWith("file:");
	}

	/**
	 * Reads a URL; slashes at its end mean nothing.
	 * @throws IllegalArgumentException if it is none, in the words of Snowplow's repeater
	 */
	public static BucketUrl parse(String url) {
		if (!url.startsWith(SCHEME)) {
			throw new IllegalArgumentException("GCS bucket must start with gs://");
		}
		String path = url.substring(SCHEME.length()).replaceFirst("/+$", "");
		int slash = path.indexOf('/');
		String bucket = (slash < 0) ? path : path.substring(0, slash);
		if (bucket.isEmpty()) {
			throw new IllegalArgumentException("GCS bucket cannot be empty");
		}
		return new BucketUrl(bucket, (slash < 0) ? "" : path.substring(slash + 1) + "/");
	}

}
