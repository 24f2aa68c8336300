package dev.sluice.administration.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.sluice.mutator.MutatorProperties;
import dev.sluice.topic.Answers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * The checks of consumer groups: whether Sluice's user may be in them.
 *
 * @param admin asks Kafka
 * @param checks takes what is found
 */
record GroupChecks(Admin admin, Checks checks) {

	/** No consumer has this name. */
	private static final String NOBODY = "sluice-doctor-nobody";

	/** Each replay has a group of its own, whose name goes on like this. */
	private static final String REPLAY = "-replay-";

	private static final String ANY_REPLAY = REPLAY + "doctor";

	void examine(Scope scope) {
		Map<String, String> groups = new TreeMap<>();
		scope.pipelines().forEach((name, pipeline) -> {
			String group = pipeline.groupId(name);
			groups.put(group, "loads " + name);
			groups.put(group + "-repeater", "repeats the failed inserts of " + name);
			groups.put(group + ANY_REPLAY, "stands for those that replay the dead letters of " + name);
			if (pipeline.mutator().mode() == MutatorProperties.Mode.TOPIC) {
				groups.put(group + "-mutator", "reads the types of " + name);
			}
		});
		groups.forEach(this::examine);
	}

	private void examine(String group, String use) {
		try {
			ConsumerGroupDescription present = Answers.await(this.admin
				.describeConsumerGroups(List.of(group),
						new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
				.describedGroups()
				.get(group));
			Set<AclOperation> allowed = present.authorizedOperations();
			boolean mayRead = allowed == null || allowed.contains(AclOperation.READ);
			judge(group, mayRead, "%s, %d members, %s"
				.formatted(present.groupState().toString().toLowerCase(Locale.ROOT), present.members().size(), use));
		}
		catch (GroupIdNotFoundException ex) {
			judge(group, mayReadNew(group), "is not there yet, may be read, " + use);
		}
		catch (AuthorizationException ex) {
			judge(group, false, use);
		}
		catch (KafkaException ex) {
			this.checks.failed("group " + group, "cannot be looked at: " + Causes.of(ex),
					"look at the brokers: one of them is the group's coordinator");
		}
	}

	private void judge(String group, boolean mayRead, String found) {
		this.checks.permissions("group " + group, mayRead ? List.of() : List.of("the permission Read"), found,
				"grant it to Sluice's user, such as: kafka-acls --add --allow-principal User:... --operation Read --group "
						+ pattern(group));
	}

	private static String pattern(String group) {
		return group.endsWith(ANY_REPLAY) ? group.substring(0, group.length() - ANY_REPLAY.length()) + REPLAY
				+ " --resource-pattern-type prefixed" : group;
	}

	/**
	 * Kafka tells nothing of a group that does not exist. To let go of a member takes the
	 * permission to be one, and there is none to let go of.
	 */
	private boolean mayReadNew(String group) {
		try {
			Answers.await(
					this.admin
						.removeMembersFromConsumerGroup(group,
								new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(NOBODY))))
						.all());
			return true;
		}
		catch (AuthorizationException ex) {
			return false;
		}
		catch (KafkaException ex) {
			return true;
		}
	}

}
