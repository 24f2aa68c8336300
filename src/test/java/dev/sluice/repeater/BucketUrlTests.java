package dev.sluice.repeater;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BucketUrlTests {

	@Test
	void pathIsAPrefixThatEndsWithASlash() {
		assertThat(BucketUrl.parse("gs://bad/rows/of/today")).isEqualTo(new BucketUrl("bad", "rows/of/today/"));
		assertThat(BucketUrl.parse("gs://bad/rows/")).isEqualTo(new BucketUrl("bad", "rows/"));
	}

	@Test
	void bucketAloneHasNoPrefix() {
		assertThat(BucketUrl.parse("gs://bad")).isEqualTo(new BucketUrl("bad", ""));
		assertThat(BucketUrl.parse("gs://bad/")).isEqualTo(new BucketUrl("bad", ""));
	}

	@Test
	void otherSchemesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> BucketUrl.parse("s3://bad/rows"))
			.withMessage("GCS bucket must start with gs://");
	}

	@Test
	void bucketIsNeeded() {
		assertThatIllegalArgumentException().isThrownBy(() -> BucketUrl.parse("gs://"))
			.withMessage("GCS bucket cannot be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> BucketUrl.parse("gs:///rows"))
			.withMessage("GCS bucket cannot be empty");
	}

	@Test
	void pathOfADirectoryIsNone() {
		assertThat(BucketUrl.looksLikeOne("/var/lib/sluice")).isFalse();
		assertThat(BucketUrl.looksLikeOne("file:///var/lib/sluice")).isFalse();
		assertThat(BucketUrl.looksLikeOne("s3://bad/rows")).isTrue();
	}

}
