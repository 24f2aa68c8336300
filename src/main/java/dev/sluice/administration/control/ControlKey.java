package dev.sluice.administration.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The key of a record of the control topic. Equal keys have equal bytes.
 *
 * @param kind what the record is
 * @param pipeline the pipeline that it is about
 * @param group its consumer group
 * @param instance the instance that it is of, if it is of one
 */
@JsonPropertyOrder({ "kind", "pipeline", "group", "instance" })
@JsonInclude(JsonInclude.Include.NON_NULL)
record ControlKey(@Nullable Kind kind, String pipeline, String group, @Nullable String instance) {

	static ControlKey of(Kind kind, PipelineKey pipeline) {
		return new ControlKey(kind, pipeline.pipeline(), pipeline.group(), null);
	}

	static ControlKey of(Kind kind, PipelineKey pipeline, String instance) {
		return new ControlKey(kind, pipeline.pipeline(), pipeline.group(), instance);
	}

	PipelineKey pipelineKey() {
		return new PipelineKey(this.pipeline, this.group);
	}

	/** What a record is; a later version's is {@code null}. */
	enum Kind {

		@JsonProperty("state")
		STATE,

		@JsonProperty("order")
		ORDER,

		@JsonProperty("question")
		QUESTION,

		@JsonProperty("instance")
		INSTANCE,

		@JsonProperty("answer")
		ANSWER

	}

}
