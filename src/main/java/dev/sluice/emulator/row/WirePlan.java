package dev.sluice.emulator.row;

import java.util.List;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import dev.sluice.emulator.catalog.Field;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one writer are read into the columns of one table.
 *
 * Immutable and safe for use by many threads.
 */
public final class WirePlan {

	private final DescriptorProto proto;

	private final MessagePlan root;

	private WirePlan(DescriptorProto proto, MessagePlan root) {
		this.proto = proto;
		this.root = root;
	}

	/**
	 * Makes the plan for a writer's schema.
	 * @throws SchemaMismatchException if it does not fit the columns
	 */
	public static WirePlan of(DescriptorProto proto, List<Field> columns) {
		return new WirePlan(proto, new PlanCompiler(true).compile(PlanCompiler.descriptor(proto), columns));
	}

	/**
	 * Makes the plan for reading rows that were accepted under an earlier schema: fields
	 * without a column are left out.
	 */
	public static WirePlan later(DescriptorProto proto, List<Field> columns) {
		return new WirePlan(proto, new PlanCompiler(false).compile(PlanCompiler.descriptor(proto), columns));
	}

	/**
	 * Makes the plan of rows that are encoded here, with all columns.
	 */
	static WirePlan canonical(List<Field> columns) {
		return of(CanonicalDescriptor.of(columns), columns);
	}

	public DescriptorProto proto() {
		return this.proto;
	}

	MessagePlan root() {
		return this.root;
	}

	/**
	 * Tells whether the writer's schema has a column.
	 */
	public boolean has(Field column) {
		return this.root.fields.stream().anyMatch((field) -> field.column.name().equalsIgnoreCase(column.name()));
	}

	/**
	 * Returns what is wrong with a row, {@code null} if nothing is.
	 */
	public @Nullable String problem(byte[] buffer, int from, int to) {
		try {
			RowCheck.check(this.root, new WireReader(buffer, from, to));
			return null;
		}
		catch (BadValueException | MalformedRowException ex) {
			return ex.getMessage();
		}
	}

	/**
	 * Reads one column of a row that has no problem.
	 * @param slot the column's place
	 * @return its value, {@code null} if missing; of a repeated column the last element
	 */
	public @Nullable Object value(int slot, byte[] buffer, int from, int to) {
		return RowDecoder.single(this.root, slot, new WireReader(buffer, from, to));
	}

	/**
	 * Reads a row that has no problem.
	 * @return a value per column: {@link String}, {@code byte[]}, {@link Long},
	 * {@link Double}, {@link Boolean}, {@link java.math.BigDecimal},
	 * {@link java.time.LocalDate}, {@link java.time.LocalTime},
	 * {@link java.time.LocalDateTime}, {@link java.time.Instant} or {@link RangeValue};
	 * an array of these for a record, a list for a repeated column; {@code null} if
	 * missing
	 */
	public @Nullable Object[] decode(byte[] buffer, int from, int to) {
		return RowDecoder.decode(this.root, new WireReader(buffer, from, to));
	}

}
