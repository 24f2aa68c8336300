package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.LaneGone;
import dev.sluice.warehouse.AppendResult.RowsRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusalSearch}.
 */
class RefusalSearchTests {

	@TempDir
	Path directory;

	private final Map<SpoolFile, List<CompletableFuture<AppendResult>>> answers = new HashMap<>();

	/** What the jobs have loaded: a file and an offset, as often as it was loaded. */
	private final List<String> loaded = new ArrayList<>();

	private int jobs;

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 511, 777, 1022, 1023 })
	void rowAmongThousandIsFoundByElevenJobsAndThoseBeforeItAreLoaded(long bad) throws IOException {
		SpoolFile file = file(1024, 100);

		search(List.of(file), Set.of("0@" + bad));

		assertThat(this.jobs).isLessThanOrEqualTo(11);
		assertThat(this.loaded).hasSize((int) bad).doesNotHaveDuplicates().doesNotContain("0@" + bad);
		assertThat(refusal(file, bad, 100)).isEqualTo((int) (bad % 100));
		assertThat(answers(file)).filteredOn((answer) -> answer.join() instanceof LaneGone).hasSize(10);
	}

	private int refusal(SpoolFile file, long row, int perRequest) {
		AppendResult answer = answers(file).get((int) (row / perRequest)).join();
		assertThat(answer).isInstanceOf(RowsRefused.class);
		return ((RowsRefused) answer).refusals().get(0).row();
	}

	private List<CompletableFuture<AppendResult>> answers(SpoolFile file) {
		return Objects.requireNonNull(this.answers.get(file));
	}

	@Test
	void filesWithoutBadRowsAreLoadedWhereverTheBadOnesAre() throws IOException {
		List<SpoolFile> files = List.of(file(50, 7), file(50, 7), file(50, 7), file(50, 7));

		search(files, Set.of("1@20", "3@0"));

		assertThat(this.loaded).doesNotHaveDuplicates().hasSize(50 + 20 + 50);
		assertThat(refusal(files.get(1), 20, 7)).isEqualTo(6);
		assertThat(refusal(files.get(3), 0, 7)).isZero();
		assertThat(answers(files.get(2))).noneMatch(CompletableFuture::isDone);
	}

	@Test
	void rowsOfOneRecordAreLoadedOrRefusedTogether() throws IOException {
		SpoolFile file = new SpoolFile(new NoLane(), this.directory.resolve("0"), SpooledRows.LAYOUT);
		append(file, SpooledRows.of(1L, 2L, 2L, 2L, 3L));

		search(List.of(file), Set.of("0@2"));

		assertThat(this.loaded).containsExactly("0@1");
		assertThat(answers(file)).singleElement()
			.satisfies((answer) -> assertThat(((RowsRefused) answer.join()).refusals())
				.extracting(AppendResult.Refusal::row)
				.containsExactly(1, 2, 3));
	}

	@Test
	void everyJobSaysUpToWhichOffsetItsRowsAreLoaded() throws IOException {
		SpoolFile file = new SpoolFile(new NoLane(), this.directory.resolve("0"), SpooledRows.LAYOUT);
		append(file, SpooledRows.of(10L, 20L, 30L, 40L));

		RefusalSearch search = begun(List.of(file));
		List<Long> ends = new ArrayList<>();
		while (!search.parts().isEmpty()) {
			search.parts().forEach((part) -> ends.add(part.endOffset()));
			search.loaded();
		}

		assertThat(ends).containsExactly(21L, 31L, Long.MAX_VALUE);
		assertThat(search.found()).isFalse();
	}

	@Test
	void rowsOutOfOrderAreNotSearched() throws IOException {
		SpoolFile file = new SpoolFile(new NoLane(), this.directory.resolve("0"), SpooledRows.LAYOUT);
		append(file, SpooledRows.of(10L, 20L));
		append(file, SpooledRows.of(15L));

		assertThat(RefusalSearch.begin(List.of(file), "no")).isNull();
	}

	@Test
	void everyRowBeforeTheFirstBadOneOfItsFileIsLoadedOnceWhateverIsBad() throws IOException {
		Random random = new Random(7);
		for (int round = 0; round < 200; round++) {
			this.loaded.clear();
			this.jobs = 0;
			List<SpoolFile> files = new ArrayList<>();
			Set<String> bad = new HashSet<>();
			Set<String> expected = new TreeSet<>();
			int all = 0;
			for (int file = 0; file < 1 + random.nextInt(4); file++) {
				int rows = 1 + random.nextInt(40);
				files.add(file(rows, 1 + random.nextInt(9)));
				all += rows;
				int first = random.nextInt(rows * 2);
				for (int row = 0; row < Math.min(first, rows); row++) {
					expected.add(file + "@" + row);
				}
				Collections.addAll(bad, file + "@" + first, file + "@" + Math.min(rows, first + 3));
			}

			search(files, bad);

			assertThat(this.loaded).doesNotHaveDuplicates().containsAll(expected);
			assertThat(this.loaded).doesNotContainAnyElementsOf(bad);
			assertThat(this.jobs).isLessThanOrEqualTo(files.size() * (2 + 32 - Integer.numberOfLeadingZeros(all)));
		}
	}

	/** Plays BigQuery until the search is over. */
	private void search(List<SpoolFile> files, Set<String> bad) throws IOException {
		RefusalSearch search = begun(files);
		while (!search.parts().isEmpty()) {
			this.jobs++;
			List<String> rows = new ArrayList<>();
			for (LoadPart part : search.parts()) {
				rows.addAll(rows(files, part));
			}
			if (Collections.disjoint(rows, bad)) {
				this.loaded.addAll(rows);
				search.loaded();
			}
			else {
				search.refused("no");
			}
		}
	}

	private static RefusalSearch begun(List<SpoolFile> files) throws IOException {
		return Objects.requireNonNull(RefusalSearch.begin(files, "no"));
	}

	/** The rows that a job would read, by their bytes. */
	private static List<String> rows(List<SpoolFile> files, LoadPart part) throws IOException {
		byte[] all = Files.readAllBytes(part.file().path());
		String text = new String(all, (int) part.start(), (int) (part.end() - part.start()), StandardCharsets.UTF_8);
		return text.lines()
			.map((line) -> files.indexOf(part.file()) + "@" + line.replaceAll("\\D", ""))
			.distinct()
			.toList();
	}

	private SpoolFile file(int rows, int perRequest) throws IOException {
		SpoolFile file = new SpoolFile(new NoLane(), Files.createTempDirectory(this.directory, "f").resolve("f"),
				SpooledRows.LAYOUT);
		for (int first = 0; first < rows; first += perRequest) {
			List<Long> offsets = new ArrayList<>();
			for (long row = first; row < Math.min(rows, first + perRequest); row++) {
				offsets.add(row);
			}
			append(file, new SpooledRows(offsets));
		}
		return file;
	}

	private void append(SpoolFile file, SpooledRows rows) throws IOException {
		CompletableFuture<AppendResult> answer = new CompletableFuture<>();
		file.append(rows, answer);
		this.answers.computeIfAbsent(file, (key) -> new ArrayList<>()).add(answer);
	}

}
