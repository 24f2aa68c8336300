package dev.sluice.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsRequest.ProtoData;
import com.google.cloud.bigquery.storage.v1.ProtoRows;
import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.Int64Value;
import com.google.protobuf.UnknownFieldSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AppendWalk}.
 */
class AppendWalkTests {

	private static final int TIME_NUMBER = 3;

	private static final ProtoSchema SCHEMA = ProtoSchema.newBuilder()
		.setProtoDescriptor(DescriptorProto.newBuilder()
			.addField(FieldDescriptorProto.newBuilder().setName(AppendWalk.SENT_COLUMN).setNumber(TIME_NUMBER)))
		.build();

	private final List<Long> times = new ArrayList<>();

	private final AppendWalk walk = new AppendWalk(this.times::add);

	@Test
	void countsRowsAndTheirBytes() throws IOException {
		ProtoRows rows = rows(100);

		walk(request(rows).setOffset(Int64Value.of(7)));

		assertThat(this.walk.stream()).isEqualTo("a/stream");
		assertThat(this.walk.offset()).isEqualTo(7);
		assertThat(this.walk.rows()).isEqualTo(100);
		assertThat(this.walk.bytes()).isEqualTo(rows.getSerializedRowsList().stream().mapToInt(ByteString::size).sum());
	}

	@Test
	void countsEachRequestAnew() throws IOException {
		walk(request(rows(100)).setOffset(Int64Value.of(7)));

		walk(request(rows(3)));

		assertThat(this.walk.rows()).isEqualTo(3);
		assertThat(this.walk.offset()).isEqualTo(-1);
	}

	@Test
	void readsTheTimeOfOneRowIn64() throws IOException {
		walk(request(rows(130)));

		assertThat(this.times).containsExactly(1000L, 1064L, 1128L);
	}

	@Test
	void readsTimesWithTheSchemaOfAnEarlierRequest() throws IOException {
		walk(request(rows(1)));

		walk(AppendRowsRequest.newBuilder().setProtoRows(ProtoData.newBuilder().setRows(rows(1))));

		assertThat(this.times).containsExactly(1000L, 1000L);
	}

	private void walk(AppendRowsRequest.Builder request) throws IOException {
		this.walk.request(new ByteArrayInputStream(request.build().toByteArray()));
	}

	private static AppendRowsRequest.Builder request(ProtoRows rows) {
		return AppendRowsRequest.newBuilder()
			.setWriteStream("a/stream")
			.setTraceId("trace")
			.setProtoRows(ProtoData.newBuilder().setWriterSchema(SCHEMA).setRows(rows));
	}

	private static ProtoRows rows(int count) {
		ProtoRows.Builder rows = ProtoRows.newBuilder();
		for (int row = 0; row < count; row++) {
			rows.addSerializedRows(UnknownFieldSet.newBuilder()
				.addField(1,
						UnknownFieldSet.Field.newBuilder()
							.addLengthDelimited(ByteString.copyFromUtf8("x".repeat(row)))
							.build())
				.addField(TIME_NUMBER, UnknownFieldSet.Field.newBuilder().addVarint(1000 + row).build())
				.build()
				.toByteString());
		}
		return rows.build();
	}

}
