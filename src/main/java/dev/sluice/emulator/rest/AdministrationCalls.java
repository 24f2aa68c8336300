package dev.sluice.emulator.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.call.Call;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.FaultJson;
import dev.sluice.emulator.fault.ScriptedFault;
import org.jspecify.annotations.Nullable;

/**
 * The emulator's own calls: health, clock, settings, faults, log of calls.
 */
final class AdministrationCalls {

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

	private final Engine engine;

	AdministrationCalls(Engine engine) {
		this.engine = engine;
	}

	void register(Routes routes) {
		routes.get("emulator/health", "emulator.health", this::health)
			.get("emulator/clock", "emulator.clock", (request) -> clock())
			.post("emulator/clock/advance", "emulator.clock", this::advance)
			.post("emulator/clock/freeze", "emulator.clock", this::freeze)
			.post("emulator/clock/unfreeze", "emulator.clock", this::unfreeze)
			.get("emulator/settings", "emulator.settings", (request) -> settings())
			.patch("emulator/settings", "emulator.settings", this::changeSettings)
			.delete("emulator/settings", "emulator.settings", this::resetSettings)
			.get("emulator/calls", "emulator.calls", this::calls)
			.delete("emulator/calls", "emulator.calls", this::clearCalls)
			.get("emulator/faults", "emulator.faults", (request) -> faults())
			.post("emulator/faults", "emulator.faults", this::addFault)
			.delete("emulator/faults", "emulator.faults", this::clearFaults)
			.get("emulator/faults/{fault}", "emulator.faults",
					(request) -> Response.json(FaultJson.write(fault(request))))
			.delete("emulator/faults/{fault}", "emulator.faults", this::removeFault)
			.get("emulator/faults/{fault}/held", "emulator.faults", this::awaitHeld)
			.post("emulator/faults/{fault}/release", "emulator.faults", this::release)
			.post("emulator/faults/{fault}/drop", "emulator.faults", this::drop);
	}

	private Response health(Request request) {
		JsonObject answer = new JsonObject();
		answer.addProperty("status", "UP");
		answer.addProperty("instance", this.engine.directory().instance());
		answer.addProperty("location", this.engine.location());
		return Response.json(answer);
	}

	private Response clock() {
		JsonObject answer = new JsonObject();
		answer.addProperty("now", this.engine.clock().instant().toString());
		return Response.json(answer);
	}

	private Response advance(Request request) {
		Duration by = duration(request.json().get("by"), "by");
		if (by.isNegative()) {
			throw ApiError.invalid("Time does not run backwards: " + by);
		}
		this.engine.clock().advance(by);
		return clock();
	}

	private static Duration duration(@Nullable JsonElement json, String property) {
		try {
			return Duration.parse((json instanceof JsonPrimitive) ? json.getAsString() : "");
		}
		catch (DateTimeException ex) {
			throw ApiError.invalid("Expected a duration such as PT10S in " + property);
		}
	}

	private Response freeze(Request request) {
		this.engine.clock().freeze();
		return clock();
	}

	private Response unfreeze(Request request) {
		this.engine.clock().unfreeze();
		return clock();
	}

	private Response settings() {
		return Response.json(FaultJson.write(this.engine.behavior()));
	}

	private Response changeSettings(Request request) {
		try {
			FaultJson.apply(this.engine.behavior(), request.json());
		}
		catch (IllegalArgumentException ex) {
			throw invalid("Invalid settings", ex);
		}
		return settings();
	}

	private static ApiError invalid(String what, IllegalArgumentException ex) {
		return ApiError.invalid(what + ": " + ex.getMessage() + ".");
	}

	private Response resetSettings(Request request) {
		this.engine.behavior().reset();
		return settings();
	}

	private Response calls(Request request) {
		String operation = request.parameter("operation");
		String resource = request.parameter("resource");
		long after = request.number("after", 0);
		List<Call> found = this.engine.calls()
			.calls((call) -> call.sequence() > after
					&& (operation == null || call.operation().equalsIgnoreCase(operation))
					&& (resource == null || call.resource().contains(resource)));
		JsonArray calls = new JsonArray();
		found.stream().limit(request.number("maxResults", 1000)).forEach((call) -> calls.add(call(call)));
		JsonObject answer = new JsonObject();
		answer.addProperty("count", found.size());
		answer.add("calls", calls);
		return Response.json(answer);
	}

	private static JsonObject call(Call call) {
		JsonObject json = new JsonObject();
		json.addProperty("sequence", call.sequence());
		json.addProperty("at", call.at().toString());
		json.addProperty("operation", call.operation());
		json.addProperty("resource", call.resource());
		json.addProperty("outcome", call.outcome());
		json.addProperty("detail", call.detail());
		json.addProperty("rows", call.rows());
		json.addProperty("bytes", call.bytes());
		json.addProperty("connection", call.connection());
		return json;
	}

	private Response clearCalls(Request request) {
		this.engine.calls().clear();
		return Response.empty(204);
	}

	private Response faults() {
		JsonArray faults = new JsonArray();
		this.engine.faults().all().forEach((fault) -> faults.add(FaultJson.write(fault)));
		JsonObject answer = new JsonObject();
		answer.add("faults", faults);
		return Response.json(answer);
	}

	private Response addFault(Request request) {
		try {
			Fault fault = FaultJson.read(request.json());
			return Response.json(FaultJson.write(this.engine.faults().add(fault)));
		}
		catch (IllegalArgumentException ex) {
			throw invalid("Invalid fault", ex);
		}
	}

	private Response clearFaults(Request request) {
		this.engine.faults().clear();
		return Response.empty(204);
	}

	private ScriptedFault fault(Request request) {
		return this.engine.faults()
			.find(request.variable("fault"))
			.orElseThrow(() -> ApiError.notFound("Not found: Fault " + request.variable("fault")));
	}

	private Response removeFault(Request request) {
		this.engine.faults().remove(fault(request));
		return Response.empty(204);
	}

	/**
	 * Waits until a call is held, and answers whether one is.
	 */
	private Response awaitHeld(Request request) {
		ScriptedFault fault = fault(request);
		String timeout = request.parameter("timeout");
		Duration limit = (timeout != null) ? duration(new JsonPrimitive(timeout), "timeout") : Duration.ZERO;
		try {
			fault.awaitHeld((limit.compareTo(LONGEST_WAIT) > 0) ? LONGEST_WAIT : limit);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return Response.json(FaultJson.write(fault));
	}

	private Response release(Request request) {
		ScriptedFault fault = fault(request);
		fault.release();
		return Response.json(FaultJson.write(fault));
	}

	private Response drop(Request request) {
		ScriptedFault fault = fault(request);
		fault.drop();
		return Response.json(FaultJson.write(fault));
	}

}
