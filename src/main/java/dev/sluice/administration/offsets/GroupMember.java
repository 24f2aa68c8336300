package dev.sluice.administration.offsets;

import java.util.List;

/**
 * A consumer that is in a group.
 *
 * @param client its client id
 * @param host where it connects from
 * @param partitions the partitions that it reads
 */
public record GroupMember(String client, String host, List<String> partitions) {

	public GroupMember {
		partitions = List.copyOf(partitions);
	}

	@Override
	public String toString() {
		return this.client + " on " + this.host;
	}

}
