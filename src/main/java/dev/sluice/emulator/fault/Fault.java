package dev.sluice.emulator.fault;

import java.util.regex.Pattern;

/**
 * A fault as a test describes it.
 *
 * @param operation the call it is about: an RPC ({@code AppendRows}, {@code FlushRows},
 * {@code CreateWriteStream}, ..., {@code Connect} for the opening of an append stream), a
 * REST method ({@code tables.patch}, {@code tabledata.insertAll}, ...), a change of the
 * catalog ({@code catalog.create}, {@code catalog.update}, {@code catalog.delete}), or
 * {@code *}
 * @param resource part of the name of the table, stream, dataset or job; {@code *} stands
 * for anything
 * @param moment before or after the effect of the call
 * @param trigger which calls
 * @param effect what happens
 */
public record Fault(String operation, String resource, Moment moment, Trigger trigger, Effect effect) {

	public Fault {
		operation = (operation != null) ? operation : "*";
		resource = (resource != null) ? resource : "*";
		moment = (moment != null) ? moment : Moment.BEFORE;
		trigger = (trigger != null) ? trigger : Trigger.ALWAYS;
		if (effect == null) {
			throw new IllegalArgumentException("a fault needs an effect");
		}
	}

	/**
	 * A fault before every call of an operation.
	 */
	public static Fault on(String operation, Effect effect) {
		return new Fault(operation, "*", Moment.BEFORE, Trigger.ALWAYS, effect);
	}

	/**
	 * A fault after the effect of every call of an operation, before the answer.
	 */
	public static Fault after(String operation, Effect effect) {
		return new Fault(operation, "*", Moment.AFTER, Trigger.ALWAYS, effect);
	}

	public Fault of(String resource) {
		return new Fault(this.operation, resource, this.moment, this.trigger, this.effect);
	}

	public Fault when(Trigger trigger) {
		return new Fault(this.operation, this.resource, this.moment, trigger, this.effect);
	}

	boolean matches(Target target) {
		return (this.operation.equals("*") || this.operation.equalsIgnoreCase(target.operation()))
				&& (this.resource.equals("*") || glob(this.resource).matcher(target.resource()).find());
	}

	private static Pattern glob(String text) {
		return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
	}

}
