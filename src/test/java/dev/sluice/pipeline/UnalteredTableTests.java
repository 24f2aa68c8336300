package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.mutator.TableState;
import dev.sluice.mutator.TypeAnnouncements;
import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.snowplow.ShredProperty;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for loaders that leave it to others to add columns.
 */
class UnalteredTableTests implements TypeAnnouncements {

	static final ShreddedType TYPE = new ShreddedType(SchemaKey.parse("iglu:com.acme/extra/jsonschema/1-0-0"),
			ShredProperty.CONTEXTS);

	private final List<ShreddedType> announced = new ArrayList<>();

	private CompletableFuture<Void> published = new CompletableFuture<>();

	private final LoaderWorld world = new LoaderWorld().withoutAlterations(this).withTable(lackingEverythingElse());

	@Override
	public CompletionStage<Void> announce(TableName table, Collection<ShreddedType> types) {
		this.announced.addAll(types);
		return this.published;
	}

	@Test
	void rowThatNeedsAColumnIsAFailedInsertWithIt() {
		this.world.load(0, "typed:1", "typed:2", "3");

		assertThat(this.world.failedInserts()).containsExactly("{\"n\":1,\"extra\":7}", "{\"n\":2,\"extra\":7}");
		assertThat(this.announced).containsExactly(TYPE, TYPE);
		assertThat(this.world.preparations()).isZero();
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
	}

	@Test
	void nothingIsCommittedBeforeTheTypeIsAnnounced() {
		this.world.load(0, "typed:1");
		this.world.answerLetters(null);
		assertThat(this.world.committable()).isZero();

		this.published.complete(null);
		this.world.pipeline().tick();

		assertThat(this.world.totals()).isEqualTo(new Totals(0, 0, 0, 0, 1, 0));
	}

	@Test
	void recordIsDoneAgainWhenItsTypeCannotBeAnnounced() {
		this.world.load(0, "typed:1");
		this.published.completeExceptionally(new IllegalStateException("broker away"));
		this.world.answerLetters(null);

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isZero();
		assertThat(this.world.committable()).isZero();
	}

	@Test
	void columnWithoutANameIsNotAnnounced() {
		this.published.complete(null);

		this.world.load(0, "new:1");
		this.world.answerLetters(null);

		assertThat(this.announced).isEmpty();
		assertThat(this.world.totals()).isEqualTo(new Totals(0, 0, 0, 0, 1, 0));
	}

	private static TableState lackingEverythingElse() {
		RowLayout layout = RowLayout.of(LoaderWorld.TABLE, new TableSchema(List.of(LoaderWorld.NUMBER)));
		return new TableState.Ready(layout, layout, (parent, column) -> new TableState.ColumnVerdict.Overdue());
	}

}
