package dev.sluice.mutator.topic;

import java.util.List;

import dev.sluice.mutator.Mutators;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A types topic to listen to.
 *
 * @param topic the topic
 * @param groupId the consumer group
 * @param sources the topics whose records bring the types
 * @param options what the pipeline says of its tables
 * @param table the table of types that name none; {@code null} if there is no such table
 * @param layout how types are laid out in columns
 */
public record TypesSubscription(String topic, String groupId, List<String> sources, Mutators.Options options,
		@Nullable TableName table, TypeLayout layout) {

	public TypesSubscription {
		sources = List.copyOf(sources);
	}

}
