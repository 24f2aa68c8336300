package dev.sluice.administration.web.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;

/**
 * What the sources say of the classes of one file.
 */
final class Javadoc {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Map<Path, Optional<Javadoc>> files = new ConcurrentHashMap<>();

	private static final Pattern INLINE_TAG = Pattern.compile("\\{@(?:code|link|linkplain|literal)\\s+([^}]*)}");

	private final Map<String, Comment> comments = new HashMap<>();

	private Javadoc(Path file) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
			JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
					manager.getJavaFileObjects(file));
			Scanner scanner = new Scanner(DocTrees.instance(task), this.comments);
			for (CompilationUnitTree unit : task.parse()) {
				scanner.scan(unit, "");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * That of the file of a class, empty if it is not one of Sluice's main classes.
	 */
	static Optional<Javadoc> of(Class<?> type) {
		Class<?> outermost = type;
		while (outermost.getEnclosingClass() != null) {
			outermost = outermost.getEnclosingClass();
		}
		Path file = SOURCES.resolve(outermost.getName().replace('.', '/') + ".java");
		return files.computeIfAbsent(file,
				(key) -> Files.exists(key) ? Optional.of(new Javadoc(key)) : Optional.empty());
	}

	/** Of a class. */
	static Comment type(Class<?> type) {
		return find(type, "");
	}

	/** Of a method. */
	static Comment method(Method method) {
		return find(method.getDeclaringClass(), "#" + method.getName() + "/" + method.getParameterCount());
	}

	/**
	 * What a class says of a parameter, at the method or at another that has one of the
	 * same name.
	 */
	static String parameter(Method method, String name) {
		String own = method(method).parameter(name);
		return (!own.isEmpty()) ? own
				: Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
					.map((other) -> method(other).parameter(name))
					.filter((text) -> !text.isEmpty())
					.sorted()
					.findFirst()
					.orElse("");
	}

	/** Of a constant of an enum. */
	static Comment constant(Enum<?> constant) {
		return find(constant.getDeclaringClass(), "#" + constant.name());
	}

	private static Comment find(Class<?> type, String member) {
		String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
		return of(type).map((javadoc) -> javadoc.comments.get(name + member)).orElse(Comment.NONE);
	}

	/**
	 * A comment, as plain text.
	 *
	 * @param first its first sentence
	 * @param body all of it before its tags
	 * @param parameters what it says of parameters, by their names
	 * @param result what it says of what is returned
	 */
	record Comment(String first, String body, Map<String, String> parameters, String result) {

		static final Comment NONE = new Comment("", "", Map.of(), "");

		String parameter(String name) {
			return this.parameters.getOrDefault(name, "");
		}

	}

	private static final class Scanner extends TreePathScanner<Void, String> {

		private final DocTrees trees;

		private final Map<String, Comment> comments;

		Scanner(DocTrees trees, Map<String, Comment> comments) {
			this.trees = trees;
			this.comments = comments;
		}

		@Override
		public Void visitClass(ClassTree type, String enclosing) {
			String name = (enclosing.isEmpty()) ? type.getSimpleName().toString()
					: enclosing + "." + type.getSimpleName();
			keep(name);
			return super.visitClass(type, name);
		}

		@Override
		public Void visitMethod(MethodTree method, String enclosing) {
			keep(enclosing + "#" + method.getName() + "/" + method.getParameters().size());
			return null;
		}

		@Override
		public Void visitVariable(VariableTree field, String enclosing) {
			if (getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.ENUM) {
				keep(enclosing + "#" + field.getName());
			}
			return null;
		}

		private void keep(String name) {
			DocCommentTree comment = this.trees.getDocCommentTree(getCurrentPath());
			if (comment == null) {
				return;
			}
			Map<String, String> parameters = new HashMap<>();
			String result = "";
			for (DocTree tag : comment.getBlockTags()) {
				if (tag instanceof ParamTree parameter) {
					parameters.put(parameter.getName().toString(), text(parameter.getDescription()));
				}
				else if (tag instanceof ReturnTree returned) {
					result = text(returned.getDescription());
				}
			}
			this.comments.put(name,
					new Comment(text(comment.getFirstSentence()), text(comment.getFullBody()), parameters, result));
		}

		private static String text(List<? extends DocTree> trees) {
			String text = trees.stream().map(String::valueOf).collect(Collectors.joining());
			return INLINE_TAG.matcher(text)
				.replaceAll((tag) -> "`" + tag.group(1).replaceFirst("^#", "").replace("$", "\\$") + "`")
				.replaceAll("\\s*<p>\\s*", "\n\n")
				.replaceAll("(?<!\n)\\s*\n\\s*(?!\n)", " ")
				.strip();
		}

	}

}
