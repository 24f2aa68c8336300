package dev.sluice.emulator.job;

/**
 * The name of a job.
 */
public record JobId(String project, String id) {

	String path() {
		return "projects/" + this.project + "/jobs/" + this.id;
	}

	/**
	 * Returns {@code project:location.id}, the form of REST messages.
	 */
	public String text(String location) {
		return this.project + ':' + location + '.' + this.id;
	}

}
