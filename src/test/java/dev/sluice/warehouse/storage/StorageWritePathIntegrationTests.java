package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StorageWritePath} and the types that it reads.
 */
class StorageWritePathIntegrationTests {

	private final StorageWorld world = new StorageWorld(Duration.ofSeconds(15));

	@AfterEach
	void close() {
		this.world.close();
	}

	private TableSchema schema() {
		return Objects.requireNonNull(this.world.writePath().schema(StorageWorld.ORDERS));
	}

	@Test
	void everyTypeIsRead() {
		this.world.with(StorageWorld.ORDERS,
				"""
						[{'name':'a','type':'BOOLEAN'},{'name':'b','type':'INTEGER','mode':'REQUIRED'},{'name':'c','type':'FLOAT'},
						{'name':'d','type':'NUMERIC','precision':'10','scale':'2'},{'name':'e','type':'BIGNUMERIC'},
						{'name':'f','type':'STRING','maxLength':'7','mode':'REPEATED'},{'name':'g','type':'BYTES'},
						{'name':'h','type':'DATE'},{'name':'i','type':'TIME'},{'name':'j','type':'DATETIME'},
						{'name':'k','type':'TIMESTAMP'},{'name':'l','type':'JSON'},{'name':'m','type':'GEOGRAPHY'},
						{'name':'n','type':'INTERVAL'},{'name':'o','type':'RANGE','rangeElementType':{'type':'DATE'}},
						{'name':'p','type':'RECORD','fields':[{'name':'x','type':'INTEGER'}]}]""");

		assertThat(schema().columns()).extracting(Column::type)
			.containsExactly(ColumnType.BOOL, ColumnType.INT64, ColumnType.FLOAT64,
					new ColumnType.Decimal(ColumnType.Kind.NUMERIC, 10, 2), ColumnType.BIGNUMERIC,
					new ColumnType.Sized(ColumnType.Kind.STRING, 7L), ColumnType.BYTES, ColumnType.DATE,
					ColumnType.TIME, ColumnType.DATETIME, ColumnType.TIMESTAMP, ColumnType.JSON, ColumnType.GEOGRAPHY,
					ColumnType.INTERVAL, new ColumnType.Range(ColumnType.DATE),
					new ColumnType.Struct(List.of(Column.nullable("x", ColumnType.INT64))));
		assertThat(schema().columns().get(1).mode()).isEqualTo(Column.Mode.REQUIRED);
		assertThat(schema().columns().get(5).mode()).isEqualTo(Column.Mode.REPEATED);
	}

	@Test
	void aTableThatTheWritePathDoesNotKnowHasNoSchema() {
		assertThat(this.world.writePath().schema(new TableName("local", "shop", "missing"))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, OUTAGE", "INTERNAL, OUTAGE", "RESOURCE_EXHAUSTED, RATE_LIMITED",
			"PERMISSION_DENIED, DENIED", "UNAUTHENTICATED, DENIED", "INVALID_ARGUMENT, REFUSED" })
	void aFailureIsToldAtOnce(String status, Problem problem) {
		this.world.with(StorageWorld.ORDERS, "[{'name':'id','type':'INTEGER'}]");
		this.world.emulator.faults().add(Fault.on("GetWriteStream", new Effect.Fail(status, "by a fault")));

		assertThatExceptionOfType(CatalogException.class).isThrownBy(this::schema)
			.satisfies((ex) -> assertThat(ex.problem()).isEqualTo(problem));
		assertThat(this.world.emulator.calls().calls("GetWriteStream")).hasSize(1);
	}

}
