package dev.sluice.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.sluice.intake.Publication.Step;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.pipeline.LoadPipeline;
import dev.sluice.pipeline.Publishing;
import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits offsets so that every row becomes visible exactly once. For each partition, at
 * its own pace:
 * <ol>
 * <li>A fence is put behind the records so far. Their rows are stored in buffered
 * streams, where nobody sees them, and their dead letters are kept.
 * <li>The offset of the fence is committed and, in the metadata of the same commit, up to
 * where which streams are to be flushed. From then on the records are never read again.
 * <li>Once that commit is known to be good, and not before, the streams are flushed, as
 * often as it takes. Flushing is idempotent: whoever takes the partition over does it
 * again.
 * </ol>
 * A process that dies before the second step leaves rows that never become visible; one
 * that was taken for dead cannot commit, and so never flushes. No other state exists.
 * <p>
 * Where Kafka does not say what became of a commit, the consumer joins its group anew,
 * and commits the same again in the new generation: a commit that was only delayed is
 * refused from then on.
 */
final class PublishingCommits implements OffsetCommits {

	private static final Logger logger = LoggerFactory.getLogger(PublishingCommits.class);

	/**
	 * When a commit that was not answered is sent again although the group has no new
	 * generation, since its protocol does not let a consumer join anew: longer than any
	 * request lives.
	 */
	private static final Duration LONGEST_DOUBT = Duration.ofSeconds(60);

	/** Idle partitions drop the intent after so many intervals. */
	private static final int IDLE_INTERVALS = 2;

	/**
	 * How long a partition without new records is left alone: there may be a thousand.
	 */
	private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final Map<SourcePartition, Publication> publications = new HashMap<>();

	private final Consumer<?, ?> consumer;

	private final LoadPipeline pipeline;

	private final Publishing publishing;

	private final LongSupplier ticker;

	private boolean pending;

	/** Why the last commit failed, if it did. */
	private @Nullable String refusal;

	private int generationInDoubt;

	private long doubtUntil;

	PublishingCommits(Consumer<?, ?> consumer, LoadPipeline pipeline, Publishing publishing, LongSupplier ticker) {
		this.consumer = consumer;
		this.pipeline = pipeline;
		this.publishing = publishing;
		this.ticker = ticker;
	}

	private long now() {
		return this.ticker.getAsLong();
	}

	@Override
	public void assigned(SourcePartition partition, Takeover takeover) {
		Publication publication = new Publication(partition, takeover, now());
		if (!takeover.committed()) {
			publication.ready(takeover.commit());
		}
		this.publications.put(partition, publication);
	}

	@Override
	public void forget(SourcePartition partition) {
		this.publications.remove(partition);
	}

	@Override
	public @Nullable Long committed(SourcePartition partition) {
		Publication publication = this.publications.get(partition);
		return (publication != null) ? publication.committed().offset() : null;
	}

	@Override
	public @Nullable String problem(SourcePartition partition) {
		Publication publication = this.publications.get(partition);
		if (publication == null) {
			return null;
		}
		Flushes flushes = publication.flushes();
		return (flushes != null) ? flushes.problem() : this.refusal;
	}

	@Override
	public Collection<SourcePartition> ambiguous() {
		return this.publications.values()
			.stream()
			.filter((publication) -> publication.is(Step.AMBIGUOUS))
			.map(Publication::partition)
			.toList();
	}

	@Override
	public void tick() {
		List.copyOf(this.publications.values()).forEach(this::advance);
		commitReady();
	}

	@Override
	public void hurry() {
		long due = now() - this.publishing.interval().toNanos();
		this.publications.values().forEach((publication) -> publication.since(due));
	}

	private void advance(Publication publication) {
		switch (publication.step()) {
			case GATHERING -> gather(publication);
			case SETTLING -> settle(publication);
			case IN_DOUBT -> rejoined(publication);
			case FLUSHING -> flushed(publication);
			default -> {
				// waits for an answer
			}
		}
	}

	private void gather(Publication publication) {
		long now = now();
		long waited = now - publication.since();
		long interval = this.publishing.interval().toNanos();
		if (waited < interval || publication.rests(now)) {
			return;
		}
		if (fence(publication)) {
			publication.since(now);
			return;
		}
		publication.restUntil(now + REST_NANOS);
		Commit further = passedWithoutRecords(publication);
		if (further != null) {
			publication.ready(further);
		}
		else if (publication.keepsSpentIntent() && waited >= IDLE_INTERVALS * interval) {
			publication.ready(publication.committed());
		}
	}

	/**
	 * Nothing has to be published for offsets at the end that have no records, such as
	 * those of transactions that were rolled back.
	 */
	private @Nullable Commit passedWithoutRecords(Publication publication) {
		Commit settled = this.pipeline.committable(publication.partition());
		long least = Math.max(publication.committed().offset() + 1, publication.earliestFence());
		return (settled != null && settled.offset() >= least) ? settled : null;
	}

	private boolean fence(Publication publication) {
		if (this.pipeline.position(publication.partition()) < publication.earliestFence()
				|| !this.pipeline.fence(publication.partition())) {
			return false;
		}
		publication.enter(Step.SETTLING);
		return true;
	}

	private void settle(Publication publication) {
		Commit commit = this.pipeline.passFence(publication.partition());
		if (commit != null) {
			publication.ready(commit);
		}
		else if (!this.pipeline.fenced(publication.partition())) {
			publication.enter(Step.GATHERING);
		}
	}

	private void rejoined(Publication publication) {
		if (this.consumer.groupMetadata().generationId() != this.generationInDoubt || now() - this.doubtUntil >= 0) {
			publication.certain();
		}
	}

	private void flushed(Publication publication) {
		Flushes flushes = Objects.requireNonNull(publication.flushes());
		if (!flushes.advance()) {
			return;
		}
		if (flushes.impossible().isEmpty()) {
			publication.published();
		}
		else {
			publication.enter(Step.AMBIGUOUS);
		}
	}

	private void commitReady() {
		List<Publication> ready = in(this.publications.values(), Step.READY);
		if (this.pending || ready.isEmpty()) {
			return;
		}
		ready.forEach((publication) -> publication.enter(Step.COMMITTING));
		this.pending = true;
		try {
			this.consumer.commitAsync(offsets(ready), (offsets, failure) -> answered(ready, failure));
		}
		catch (KafkaException ex) {
			answered(ready, ex);
		}
	}

	private void answered(List<Publication> publications, @Nullable Exception failure) {
		this.pending = false;
		this.refusal = OffsetCommits.problemOf(failure);
		for (Publication publication : publications) {
			boolean ours = this.publications.get(publication.partition()) == publication;
			if (ours && publication.is(Step.COMMITTING)) {
				if (failure == null) {
					publish(publication);
				}
				else {
					publication.enter(isRefusal(failure) ? Step.READY : Step.IN_DOUBT);
				}
			}
		}
		if (failure != null) {
			logger.atWarn()
				.addKeyValue("cause", failure.toString())
				.log("offsets not committed, their rows stay invisible meanwhile");
			if (failure instanceof OffsetMetadataTooLarge) {
				stopLongest(publications);
			}
			else if (!isRefusal(failure)) {
				joinAnew();
			}
		}
	}

	/** Whether Kafka has said that nothing is committed, or else the very same. */
	private static boolean isRefusal(Exception failure) {
		return failure instanceof RebalanceInProgressException || failure instanceof CommitFailedException
				|| failure instanceof OffsetMetadataTooLarge;
	}

	/**
	 * The client does not say whose metadata is too large. Others of the same request are
	 * committed, and will be so again.
	 */
	private void stopLongest(List<Publication> publications) {
		in(publications, Step.READY).stream()
			.max(Comparator.comparing((publication) -> publication.next().metadata().length()))
			.ifPresent((longest) -> {
				longest.enter(Step.REFUSED);
				this.pipeline.block(longest.partition(), longest.next().offset(),
						"the brokers take less metadata with an offset than the %d characters that name its tables; raise offset.metadata.max.bytes of the brokers, or lower write.offset-metadata of the pipeline, and restart"
							.formatted(longest.next().metadata().length()));
			});
	}

	private void joinAnew() {
		this.generationInDoubt = this.consumer.groupMetadata().generationId();
		this.doubtUntil = now() + LONGEST_DOUBT.toNanos();
		this.consumer.enforceRebalance("it is not known whether offsets were committed");
	}

	private void publish(Publication publication) {
		Intent.Flush flush = publication.toFlush();
		if (flush != null) {
			publication.flushing(new Flushes(flush, this.publishing, this.ticker));
		}
		else {
			publication.published();
		}
	}

	/**
	 * Publishes what is settled, up to a fence that was there before, and then what came
	 * behind it; at last drops the intents. Where time runs out, or a commit fails, the
	 * next owner does the rest. A commit in doubt is made again, but no other one behind
	 * it: the group has no new generation yet in which the first would be refused.
	 */
	@Override
	public void handOver(Collection<SourcePartition> partitions, Duration limit) {
		long deadline = now() + limit.toNanos();
		List<Publication> ours = new ArrayList<>();
		partitions.forEach((partition) -> {
			Publication publication = this.publications.get(partition);
			if (publication != null) {
				ours.add(publication);
			}
		});
		try {
			settleAll(ours);
			commitAndFlush(ours, deadline);
			ours.removeIf(Publication::doubted);
			settleAll(ours);
			commitAndFlush(ours, deadline);
			List<Publication> kept = in(ours, Step.GATHERING).stream().filter(Publication::keepsSpentIntent).toList();
			kept.forEach((publication) -> publication.ready(publication.committed()));
			commitAndFlush(kept, deadline);
		}
		catch (KafkaException ex) {
			logger.atWarn().addKeyValue("cause", ex.toString()).log("offsets not committed, the next owner goes on");
		}
	}

	private void settleAll(List<Publication> publications) {
		in(publications, Step.GATHERING).forEach(this::fence);
		in(publications, Step.SETTLING).forEach(this::settle);
	}

	/** A synchronous commit waits for the asynchronous ones before it. */
	private void commitAndFlush(List<Publication> publications, long deadline) {
		List<Publication> unsure = in(publications, Step.READY, Step.COMMITTING, Step.IN_DOUBT);
		if (!unsure.isEmpty()) {
			this.consumer.commitSync(offsets(unsure), left(deadline));
			unsure.stream().filter((publication) -> !publication.is(Step.FLUSHING)).forEach(this::publish);
		}
		for (Publication publication : in(publications, Step.FLUSHING)) {
			Objects.requireNonNull(publication.flushes()).await(left(deadline));
			flushed(publication);
		}
	}

	private Duration left(long deadline) {
		return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadline - now()));
	}

	private static List<Publication> in(Collection<Publication> publications, Step... steps) {
		List<Step> wanted = List.of(steps);
		return publications.stream().filter((publication) -> wanted.contains(publication.step())).toList();
	}

	private static Map<TopicPartition, OffsetAndMetadata> offsets(List<Publication> publications) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		for (Publication publication : publications) {
			SourcePartition partition = publication.partition();
			offsets.put(new TopicPartition(partition.topic(), partition.partition()),
					new OffsetAndMetadata(publication.next().offset(), publication.next().metadata()));
		}
		return offsets;
	}

}
