package dev.sluice.emulator.rest;

import java.util.List;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.sluice.emulator.fault.Setting;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for permissions that the emulator is told to deny, with Google's own clients.
 */
class PermissionIntegrationTests extends OnEmulator {

	private static final StandardTableDefinition COLUMNS = StandardTableDefinition
		.of(Schema.of(Field.of("id", StandardSQLTypeName.INT64)));

	@BeforeEach
	void createTable() {
		this.bigQuery.create(DatasetInfo.of("shop"));
		this.bigQuery.create(TableInfo.of(ORDERS, COLUMNS));
	}

	private void deny(String permissions) {
		this.emulator.behavior().set(Setting.DENIED_PERMISSIONS, permissions);
	}

	private void assertRefused(ThrowingCallable call, String message) {
		assertThatExceptionOfType(BigQueryException.class).isThrownBy(call).satisfies((ex) -> {
			assertThat(ex.getCode()).isEqualTo(403);
			assertThat(ex.getReason()).isEqualTo("accessDenied");
			assertThat(ex.getMessage()).isEqualTo(message);
		});
	}

	@Test
	void deniedPermissionIsLeftOutOfThoseOfTheTable() {
		deny("bigquery.tables.update, bigquery.tables.getData");

		List<String> granted = this.bigQuery.testIamPermissions(ORDERS,
				List.of("bigquery.tables.get", "bigquery.tables.update", "bigquery.tables.updateData"));

		assertThat(granted).containsExactly("bigquery.tables.get", "bigquery.tables.updateData");
	}

	@Test
	void callsThatNeedADeniedPermissionAreRefusedByItsName() {
		deny("bigquery.tables.get,bigquery.tables.create,bigquery.jobs.create");

		assertRefused(() -> this.bigQuery.getTable(ORDERS),
				"Access Denied: Table local:shop.orders: Permission bigquery.tables.get denied on table"
						+ " local:shop.orders (or it may not exist).");
		assertRefused(() -> this.bigQuery.create(TableInfo.of(TableId.of("local", "shop", "more"), COLUMNS)),
				"Access Denied: Dataset local:shop: Permission bigquery.tables.create denied on dataset local:shop"
						+ " (or it may not exist).");
		assertRefused(() -> this.bigQuery.query(QueryJobConfiguration.of("SELECT 1")),
				"Access Denied: Project local: User does not have bigquery.jobs.create permission in project local.");
	}

	@Test
	void dryRunOfACreationIsRefusedWhereTheCreationWouldBe() {
		deny("bigquery.tables.create");

		assertRefused(
				() -> this.bigQuery.create(JobInfo
					.of(QueryJobConfiguration.newBuilder("CREATE TABLE shop.more (id INT64)").setDryRun(true).build())),
				"Access Denied: Dataset local:shop: Permission bigquery.tables.create denied on dataset local:shop"
						+ " (or it may not exist).");
	}

	@Test
	void whatIsNotDeniedGoesOn() {
		deny("bigquery.tables.update");

		assertThatNoException().isThrownBy(() -> this.bigQuery.getTable(ORDERS));
	}

	@Test
	void deniedPermissionIsLeftOutOfThoseOfTheBucket() {
		Storage storage = StorageOptions.newBuilder()
			.setProjectId("local")
			.setHost(this.emulator.restHost())
			.setCredentials(NoCredentials.getInstance())
			.build()
			.getService();
		storage.create(BucketInfo.of("files"));
		deny("storage.objects.delete");

		List<Boolean> granted = storage.testIamPermissions("files",
				List.of("storage.objects.create", "storage.objects.delete"));

		assertThat(granted).containsExactly(true, false);
	}

}
