package dev.sluice.repeater.deadend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.sluice.deadletter.GivenUpInsert;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.SourcePosition;
import dev.sluice.retry.RetryClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class FileDeadEndTests {

	private static final Instant NOW = Instant.parse("2026-11-20T03:04:05.006Z");

	@TempDir
	Path directory;

	private final List<FileDeadEnd> opened = new ArrayList<>();

	@AfterEach
	void close() {
		this.opened.forEach(FileDeadEnd::close);
	}

	@Test
	void badRowsMakeAFileWhenThereAreEnough() throws IOException {
		FileDeadEnd deadEnd = open(3, Duration.ofHours(1));

		List<CompletableFuture<Void>> kept = keep(deadEnd, 0, 4);

		await(kept.subList(0, 3));
		assertThat(kept.get(3)).isNotDone();
		assertThat(files()).singleElement().satisfies((file) -> {
			assertThat(file).hasFileName("2026-11-20-0304050061-one");
			assertThat(Files.readString(file).split("\n", -1)).hasSize(3)
				.allMatch((line) -> line.startsWith("{\"schema\":\"iglu:") && line.endsWith("}}"));
		});
	}

	@Test
	void badRowIsWrittenWhenItHasWaitedLongEnough() throws IOException {
		FileDeadEnd deadEnd = open(100, Duration.ofMillis(20));

		await(keep(deadEnd, 0, 1));

		assertThat(files()).hasSize(1);
	}

	@Test
	void whatHasBeenGatheredIsWrittenAtTheEnd() throws IOException {
		FileDeadEnd deadEnd = open(100, Duration.ofHours(1));
		List<CompletableFuture<Void>> before = keep(deadEnd, 0, 2);

		deadEnd.closing(new ContextClosedEvent(new StaticApplicationContext()));
		await(before);
		await(keep(deadEnd, 2, 3));

		assertThat(files()).hasSize(2);
	}

	@Test
	void badRowIsSettledOnlyWhenItsFileIsWritten() {
		AtomicInteger attempts = new AtomicInteger();
		CompletableFuture<Void> mended = new CompletableFuture<>();
		FileDeadEnd deadEnd = open(1, Duration.ofHours(1), (name, content) -> {
			if (attempts.incrementAndGet() < 3) {
				throw new IOException("no space left");
			}
			mended.join();
		});

		List<CompletableFuture<Void>> kept = keep(deadEnd, 0, 1);

		assertThat(kept.get(0)).isNotDone();
		mended.complete(null);
		await(kept);
		assertThat(attempts).hasValue(3);
	}

	@Test
	void instancesNeverWriteTheSameFile() throws IOException {
		await(keep(open(1, Duration.ofHours(1), "one"), 0, 1));
		await(keep(open(1, Duration.ofHours(1), "two"), 0, 1));

		assertThat(files()).hasSize(2);
	}

	private FileDeadEnd open(int rows, Duration window) {
		return open(rows, window, "one");
	}

	private FileDeadEnd open(int rows, Duration window, String instance) {
		return open(rows, window, new DirectoryFiles(this.directory.resolve("bad")), instance);
	}

	private FileDeadEnd open(int rows, Duration window, BadRowFiles files) {
		return open(rows, window, files, "one");
	}

	private FileDeadEnd open(int rows, Duration window, BadRowFiles files, String instance) {
		FileDeadEnd deadEnd = new FileDeadEnd(new RecoveryErrors("sluice-repeater", "1.0.0"), files,
				new FileNames("", instance), new FileDeadEnd.Batching(rows, window),
				new RetryClock(Duration.ofMillis(1), 1, Duration.ofMillis(1)), () -> NOW);
		this.opened.add(deadEnd);
		return deadEnd;
	}

	private static List<CompletableFuture<Void>> keep(FileDeadEnd deadEnd, int from, int to) {
		return IntStream.range(from, to).mapToObj((i) -> deadEnd.keep(insert(i)).toCompletableFuture()).toList();
	}

	private static GivenUpInsert insert(int offset) {
		return new GivenUpInsert(new SourcePosition("failed", 0, offset), null, "{\"id\": " + offset + "}",
				new Failure(Reason.ATTEMPTS_USED_UP, "tried 5 times"));
	}

	private static void await(List<CompletableFuture<Void>> kept) {
		CompletableFuture.allOf(kept.toArray(CompletableFuture<?>[]::new)).orTimeout(20, TimeUnit.SECONDS).join();
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve("bad"))) {
			return files.toList();
		}
	}

}
