package dev.sluice.warehouse.storage;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.sluice.table.RowLayout;

/**
 * Descriptors by which Google's protobuf reads rows: those that {@link WriterSchemas}
 * sends to BigQuery.
 */
public final class WriterDescriptors {

	private WriterDescriptors() {
	}

	/**
	 * The descriptor of a layout's rows.
	 */
	public static Descriptor of(RowLayout layout) throws DescriptorValidationException {
		FileDescriptorProto file = FileDescriptorProto.newBuilder()
			.addMessageType(WriterSchemas.of(layout).getProtoDescriptor())
			.build();
		return FileDescriptor.buildFrom(file, new FileDescriptor[0]).getMessageTypes().get(0);
	}

}
