package dev.sluice.mutator;

import java.util.List;

import dev.sluice.mutator.SchemaChange.Kind;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.ColumnType;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableName;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for what is noted when tables change.
 */
class ChangeNotesTests {

	private static final TableName TABLE = MutatorWorld.TABLE;

	private static final ColumnCause FIRST = new ColumnCause.OfRecord("orders", 2, 17);

	private static final ColumnCause SECOND = new ColumnCause.OfRecord("orders", 2, 18);

	private final MutatorWorld world = new MutatorWorld();

	private final ColumnAdditions additions = new ColumnAdditions();

	@AfterEach
	void close() {
		this.world.close();
	}

	private void needs(ColumnCause cause, String column) {
		this.additions.because(cause);
		this.additions.add(null, Column.nullable(column, ColumnType.STRING));
	}

	private Tuple[] prepare() {
		MutatorWorld.answer(this.world.mutator().prepare(TABLE, this.additions));
		return this.world.history.stream()
			.map((change) -> tuple(change.kind(), (change.path() != null) ? change.path().toString() : "",
					change.cause()))
			.toArray(Tuple[]::new);
	}

	@Test
	void newTableAndItsColumnsNameTheRecordsThatFirstNeededThem() {
		needs(FIRST, "id");
		needs(SECOND, "id");
		needs(SECOND, "note");

		assertThat(prepare()).containsExactly(tuple(Kind.CREATED, "", FIRST), tuple(Kind.ADDED, "id", FIRST),
				tuple(Kind.ADDED, "note", SECOND));
	}

	@Test
	void columnThatOthersHaveAddedIsNotOurs() {
		this.world.bigQuery.has(TABLE, Column.nullable("id", ColumnType.STRING));
		needs(FIRST, "id");
		needs(SECOND, "note");

		assertThat(prepare()).containsExactly(tuple(Kind.ADDED, "note", SECOND));
	}

	@Test
	void relaxedColumnIsNotCalledAdded() {
		this.world.bigQuery.has(TABLE, Column.required("id", ColumnType.STRING));
		this.additions.because(new ColumnCause.ByPerson("ann"));
		this.additions.addRelaxing(null, Column.nullable("id", ColumnType.STRING));

		assertThat(prepare()).containsExactly(tuple(Kind.RELAXED, "id", new ColumnCause.ByPerson("ann")));
	}

	@Test
	void fieldOfAStructIsNotedByItsPath() {
		this.world.bigQuery.has(TABLE,
				Column.nullable("s", new ColumnType.Struct(List.of(Column.nullable("a", ColumnType.STRING)))));
		this.additions.because(FIRST);
		this.additions.add(FieldPath.of("s"), Column.nullable("b", ColumnType.STRING));

		assertThat(prepare()).containsExactly(tuple(Kind.ADDED, "s.b", FIRST));
	}

}
