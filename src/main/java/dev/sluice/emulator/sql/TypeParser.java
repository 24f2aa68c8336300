package dev.sluice.emulator.sql;

import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Field.Limits;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Mode;
import dev.sluice.emulator.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads types, as the fields that have them.
 */
final class TypeParser {

	private final Tokens tokens;

	TypeParser(Tokens tokens) {
		this.tokens = tokens;
	}

	/**
	 * Reads a type.
	 * @param name the name of the field that has it
	 */
	Field field(String name) {
		Token type = this.tokens.next();
		if (type.is("ARRAY")) {
			this.tokens.expect("<");
			Field element = field(name);
			if (element.repeated()) {
				throw Tokens.error(
						"Cannot construct array with element type ARRAY because nested arrays are not" + " supported",
						type);
			}
			this.tokens.expect(">");
			return repeated(element);
		}
		if (type.is("STRUCT")) {
			return struct(name);
		}
		if (type.is("RANGE")) {
			this.tokens.expect("<");
			FieldType element = field(name).type();
			this.tokens.expect(">");
			return new Field(name, FieldType.RANGE, Mode.NULLABLE, List.of(), Limits.NONE, null, element,
					new JsonObject());
		}
		FieldType scalar = scalar(type);
		if (scalar == null) {
			throw Tokens.error("Type not found: " + type.text(), type);
		}
		return new Field(name, scalar, Mode.NULLABLE, List.of(), limits(scalar), null, null, new JsonObject());
	}

	private static @Nullable FieldType scalar(Token token) {
		boolean name = token.kind() == Kind.IDENTIFIER && !token.is("RECORD") && !token.is("FLOAT");
		return name ? FieldType.parse(token.text()).orElse(null) : null;
	}

	static Field repeated(Field element) {
		return new Field(element.name(), element.type(), Mode.REPEATED, element.fields(), element.limits(), null,
				element.rangeElement(), element.other());
	}

	/**
	 * Reads the rest of a struct type, from its opening bracket.
	 */
	Field struct(String name) {
		List<Field> members = new ArrayList<>();
		this.tokens.expect("<");
		while (!this.tokens.accept(">")) {
			if (!members.isEmpty()) {
				this.tokens.expect(",");
			}
			String member = atMemberName() ? this.tokens.name() : "_field_" + (members.size() + 1);
			members.add(field(member));
		}
		return Field.record(name, Mode.NULLABLE, members);
	}

	private boolean atMemberName() {
		Token next = this.tokens.peek(1);
		return this.tokens.peek().isName() && !next.is(",") && !next.is(">") && !next.is("<") && !next.is("(");
	}

	private Limits limits(FieldType type) {
		if (!this.tokens.accept("(")) {
			return Limits.NONE;
		}
		long first = number();
		Integer scale = this.tokens.accept(",") ? Math.toIntExact(number()) : null;
		this.tokens.expect(")");
		boolean decimal = type == FieldType.NUMERIC || type == FieldType.BIGNUMERIC;
		return decimal ? new Limits(null, Math.toIntExact(first), scale) : new Limits(first, null, null);
	}

	private long number() {
		Token token = this.tokens.next();
		if (token.kind() != Kind.INTEGER) {
			throw Tokens.error("Syntax error: Unexpected " + token.described(), token);
		}
		return Long.decode(token.text());
	}

}
