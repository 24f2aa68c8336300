package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link SpoolFile}.
 */
class SpoolFileTests {

	@TempDir
	Path directory;

	private SpoolFile file;

	@BeforeEach
	void open() throws IOException {
		this.file = new SpoolFile(new NoLane(), this.directory.resolve("rows"), SpooledRows.LAYOUT);
	}

	@CanIgnoreReturnValue
	private CompletableFuture<AppendResult> append(Long... offsets) throws IOException {
		CompletableFuture<AppendResult> answer = new CompletableFuture<>();
		this.file.append(SpooledRows.of(offsets), answer);
		return answer;
	}

	@Test
	void rowsAreLinesInTheirOrder() throws IOException {
		append(1L, 20L);
		append(300L);

		assertThat(Files.readString(this.file.path())).isEqualTo("{\"n\":1}\n{\"n\":20}\n{\"n\":300}\n");
		assertThat(this.file.rows()).isEqualTo(3);
		assertThat(this.file.bytes()).isEqualTo(Files.size(this.file.path()));
	}

	@Test
	void rowsAreFoundByTheirPlaceAndOffset() throws IOException {
		append(1L, 20L);
		append(300L);

		assertThat(this.file.start(1)).isEqualTo(8);
		assertThat(this.file.start(3)).isEqualTo(this.file.bytes());
		assertThat(this.file.row(8)).isEqualTo(1);
		assertThat(this.file.row(16)).isEqualTo(1);
		assertThat(this.file.row(17)).isEqualTo(2);
		assertThat(this.file.offset(2)).isEqualTo(300);
	}

	@Test
	void refusedRowIsAnsweredToItsRequestAlone() throws IOException {
		CompletableFuture<AppendResult> first = append(1L, 2L);
		CompletableFuture<AppendResult> second = append(3L, 4L);

		this.file.refuse(3, 4, "no");
		this.file.answer(new AppendResult.LaneGone("again"));

		assertThat(second.join()).isEqualTo(new AppendResult.RowsRefused(List.of(new Refusal(1, "no")), false));
		assertThat(first.join()).isEqualTo(new AppendResult.LaneGone("again"));
	}

	@Test
	void rowsThatTheDiskDoesNotTakeAreNone() throws IOException {
		append(1L);
		this.file.finish();

		assertThatIOException().isThrownBy(() -> append(2L));

		assertThat(this.file.rows()).isEqualTo(1);
		assertThat(this.file.bytes()).isEqualTo(8);
	}

	@Test
	void deletedFileIsGone() throws IOException {
		append(1L);

		this.file.delete();

		assertThat(this.directory).isEmptyDirectory();
	}

}
