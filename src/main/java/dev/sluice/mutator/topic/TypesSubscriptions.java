package dev.sluice.mutator.topic;

import java.util.List;

/**
 * The types topics of all pipelines that have one.
 *
 * @param all the topics
 */
public record TypesSubscriptions(List<TypesSubscription> all) {

	public TypesSubscriptions {
		all = List.copyOf(all);
	}

}
