package dev.sluice.administration.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.sluice.pipeline.PipelineProperties;

/**
 * What is examined, with what examiners have found that later ones need. Thread-safe.
 *
 * @param settings the configuration as far as it can be read
 * @param pipelines the pipelines to look at
 * @param samples how many records of each topic are taken as samples
 * @param showsRows whether the rows of samples are shown
 * @param partitions the source topics that are there, with their partition counts
 */
record Scope(Settings settings, Map<String, PipelineProperties> pipelines, int samples, boolean showsRows,
		Map<String, Integer> partitions) {

	static Scope of(Settings settings, DoctorRequest request) {
		Map<String, PipelineProperties> pipelines = new LinkedHashMap<>(settings.pipelines());
		if (request.pipeline() != null) {
			pipelines.keySet().retainAll(List.of(request.pipeline()));
		}
		return new Scope(settings, pipelines, request.samples(), request.showsRows(), new ConcurrentHashMap<>());
	}

	/**
	 * The topics that a pipeline reads, as far as they have been found.
	 */
	Map<String, Integer> topics(PipelineProperties pipeline) {
		Map<String, Integer> topics = new TreeMap<>(this.partitions);
		topics.keySet().removeIf((topic) -> !pipeline.reads(topic));
		return topics;
	}

}
