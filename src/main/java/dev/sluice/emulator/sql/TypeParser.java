package dev.sluice.emulator.sql;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.sql.SqlType.Member;
import dev.sluice.emulator.sql.Token.Kind;

/**
 * Reads types.
 */
final class TypeParser {

	private final Tokens tokens;

	TypeParser(Tokens tokens) {
		this.tokens = tokens;
	}

	/**
	 * Reads a type, with the words that may stand for it in a cast or a column
	 * definition.
	 */
	SqlType type() {
		Token name = this.tokens.next();
		if (name.is("ARRAY")) {
			this.tokens.expect("<");
			SqlType element = type();
			if (element.array()) {
				throw Tokens.error(
						"Cannot construct array with element type ARRAY because nested arrays are not" + " supported",
						name);
			}
			this.tokens.expect(">");
			return element.asArray();
		}
		if (name.is("STRUCT")) {
			return structOf();
		}
		if (name.is("RANGE")) {
			this.tokens.expect("<");
			List<Member> element = List.of(new Member("", type()));
			this.tokens.expect(">");
			return new SqlType(FieldType.RANGE, false, element, List.of());
		}
		FieldType type = (name.kind() == Kind.IDENTIFIER && !name.is("RECORD") && !name.is("FLOAT"))
				? FieldType.parse(name.text()).orElse(null) : null;
		if (type == null) {
			throw Tokens.error("Type not found: " + name.text(), name);
		}
		return new SqlType(type, false, List.of(), parameters());
	}

	/**
	 * Reads the rest of a struct type, from its opening bracket.
	 */
	SqlType structOf() {
		return new SqlType(FieldType.RECORD, false, members(), List.of());
	}

	private List<Member> members() {
		List<Member> members = new ArrayList<>();
		this.tokens.expect("<");
		while (!this.tokens.accept(">")) {
			if (!members.isEmpty()) {
				this.tokens.expect(",");
			}
			boolean named = this.tokens.peek().isName() && !this.tokens.peek(1).is(",") && !this.tokens.peek(1).is(">")
					&& !this.tokens.peek(1).is("<") && !this.tokens.peek(1).is("(");
			String name = named ? this.tokens.name() : "_field_" + (members.size() + 1);
			members.add(new Member(name, type()));
		}
		return members;
	}

	private List<Long> parameters() {
		List<Long> parameters = new ArrayList<>();
		if (this.tokens.accept("(")) {
			do {
				Token token = this.tokens.next();
				if (token.kind() != Kind.INTEGER) {
					throw Tokens.error("Syntax error: Unexpected " + token.described(), token);
				}
				parameters.add(Long.decode(token.text()));
			}
			while (this.tokens.accept(","));
			this.tokens.expect(")");
		}
		return parameters;
	}

}
