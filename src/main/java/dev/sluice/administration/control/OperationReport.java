package dev.sluice.administration.control;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came of a verb.
 *
 * @param name the pipeline's name
 * @param verb the verb
 * @param outcome what came of it, for people
 * @param wanted what the pipeline is to do now
 * @param generation the place of the verb among all
 * @param confirmed whether all instances have carried it out
 * @param instances each instance that is there, as far as can be told
 */
public record OperationReport(String name, String verb, String outcome, Decision wanted, long generation,
		boolean confirmed, List<Confirmation> instances) {

	/**
	 * The same with something to know about it.
	 * @param note a clause, or {@code null} if there is none
	 */
	OperationReport with(@Nullable String note) {
		return (note != null) ? new OperationReport(this.name, this.verb, this.outcome + "; " + note, this.wanted,
				this.generation, this.confirmed, this.instances) : this;
	}

	/**
	 * Whether an instance has carried a verb out.
	 *
	 * @param instance its name
	 * @param confirmed whether it has
	 * @param outcome what came of it there; {@code null} as long as that is not known
	 * @param heard when the instance was last heard; {@code null} if it never was
	 */
	public record Confirmation(String instance, boolean confirmed, @Nullable String outcome, @Nullable Instant heard) {

	}

}
