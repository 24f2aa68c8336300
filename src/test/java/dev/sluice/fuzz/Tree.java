package dev.sluice.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON value. One that the text breaks off in has what was there before.
 */
final class Tree {

	final Kind kind;

	/** The characters of a string; the text of a number or a literal. */
	final String text;

	/** The names of an object's members, in order. */
	final List<String> names = new ArrayList<>();

	/** The values of an object's members, or the elements of an array. */
	final List<Tree> values = new ArrayList<>();

	/** The value as it is written; empty while it is not complete. */
	String raw = "";

	Tree(Kind kind, String text) {
		this.kind = kind;
		this.text = text;
	}

	boolean is(Kind kind) {
		return this.kind == kind;
	}

	enum Kind {

		OBJECT, ARRAY, TEXT, NUMBER, BOOL, NULL

	}

}
