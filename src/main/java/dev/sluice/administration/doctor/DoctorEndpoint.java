package dev.sluice.administration.doctor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The doctor: {@code GET /actuator/doctor}, with {@code ?pipeline=} for one pipeline and
 * {@code ?samples=} for so many records of each topic, whose rows only administrators
 * see.
 * <p>
 * One examination runs at a time, and its report answers all who ask for the same within
 * some seconds.
 */
@WebEndpoint(id = "doctor")
public class DoctorEndpoint {

	private static final Duration FRESH = Duration.ofSeconds(15);

	private final Doctor doctor;

	private final InstantSource clock;

	@GuardedBy("this")
	private @Nullable DoctorRequest lastRequest;

	@GuardedBy("this")
	private @Nullable DoctorReport last;

	DoctorEndpoint(Doctor doctor, InstantSource clock) {
		this.doctor = doctor;
		this.clock = clock;
	}

	/**
	 * Examines everything that loading needs.
	 * @param pipeline the pipeline, all by default
	 * @param samples how many records of each topic are tried, none by default
	 */
	@ReadOperation
	public DoctorReport doctor(SecurityContext security, @Nullable String pipeline, @Nullable Integer samples) {
		try {
			return examine(new DoctorRequest(pipeline, Objects.requireNonNullElse(samples, 0),
					security.isUserInRole("ADMINISTRATOR")));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()),
					"?pipeline= names one, ?samples= is from 0 to 100");
		}
	}

	private synchronized DoctorReport examine(DoctorRequest request) {
		DoctorReport known = this.last;
		if (known != null && request.equals(this.lastRequest) && known.at().plus(FRESH).isAfter(this.clock.instant())) {
			return known;
		}
		DoctorReport report = this.doctor.examine(request);
		this.lastRequest = request;
		this.last = report;
		return report;
	}

}
