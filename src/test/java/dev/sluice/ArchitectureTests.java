package dev.sluice;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The design on one page: which package may use which, and where foreign types may
 * appear. Change this page and the design together.
 */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	/**
	 * The tops: what starts everything below it. The emulator is a program of its own.
	 */
	private static final Set<String> ROOTS = Set.of("dev.sluice", "dev.sluice.emulator");

	/** Each package and, after it, all that it may use, its own sub-packages aside. */
	private static final Map<String, Set<String>> USES = new LinkedHashMap<>();

	static {
		USES.put("retry", Set.of());
		USES.put("table", Set.of());
		USES.put("topic", Set.of());
		USES.put("record", Set.of("table"));
		USES.put("schema", Set.of("retry", "table"));
		USES.put("transform", Set.of("record", "table", "schema"));
		USES.put("deadletter", Set.of("topic", "record", "table"));
		USES.put("warehouse", Set.of("retry", "record", "table"));
		USES.put("mutator", Set.of("retry", "record", "table", "schema", "warehouse", "deadletter"));
		USES.put("pipeline",
				Set.of("retry", "record", "table", "schema", "transform", "mutator", "warehouse", "deadletter"));
		USES.put("intake", Set.of("retry", "record", "table", "warehouse", "pipeline"));
		USES.put("repeater",
				Set.of("retry", "topic", "record", "table", "transform", "deadletter", "pipeline", "intake"));
		USES.put("administration", Set.copyOf(USES.keySet()));
		USES.put("emulator", Set.of());
		USES.put("configuration", Set.copyOf(USES.keySet()));
	}

	@ArchTest
	static final ArchRule packagesUseOnlyWhatTheTableAllows = layers();

	@ArchTest
	static final ArchRule packagesAreFreeOfTangles = slices().matching("dev.sluice.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule parentsDoNotUseTheirSubPackages = classes().that(resideInAPackage("dev.sluice.."))
		.should(notUseASubPackageOfTheirOwn());

	@ArchTest
	static final ArchRule everyPackageIsDescribedAndNullMarked = classes().that(resideInAPackage("dev.sluice.."))
		.should(liveInANullMarkedPackage());

	@ArchTest
	static final ArchRule recordsAndTablesKnowNoFramework = noClasses()
		.that(resideInAnyPackage("dev.sluice.record..", "dev.sluice.table.."))
		.should()
		.dependOnClassesThat(anythingBut("java..", "org.jspecify..", "com.google.errorprone.annotations..",
				"dev.sluice.record..", "dev.sluice.table.."));

	@ArchTest
	static final ArchRule googleAndGrpcTypesStayAtTheWarehouse = noClasses()
		.that(resideOutsideOf("dev.sluice.warehouse..", "dev.sluice.emulator..", "dev.sluice.configuration..",
				"dev.sluice.repeater.deadend.."))
		.should()
		.dependOnClassesThat(resideInAnyPackage("com.google.cloud..", "com.google.api..", "com.google.auth..",
				"com.google.common..", "io.grpc..", "com.google.cloud.spring.."));

	@ArchTest
	static final ArchRule protobufTypesStayAtTheWarehouseAndInItsTransform = noClasses()
		.that(resideOutsideOf("dev.sluice.warehouse..", "dev.sluice.emulator..", "dev.sluice.configuration..",
				"dev.sluice.transform.protobuf.."))
		.should()
		.dependOnClassesThat(resideInAPackage("com.google.protobuf.."));

	@ArchTest
	static final ArchRule kafkaTypesStayWhereTopicsAreReadOrWritten = noClasses()
		.that(resideOutsideOf("dev.sluice.topic..", "dev.sluice.intake..", "dev.sluice.repeater..",
				"dev.sluice.deadletter..", "dev.sluice.configuration..", "dev.sluice.mutator.topic..",
				"dev.sluice.administration.."))
		.should()
		.dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "kafka..", "org.springframework.kafka.."));

	@ArchTest
	static final ArchRule duckDbStaysInTheEmulator = noClasses().that(resideOutsideOf("dev.sluice.emulator.."))
		.should()
		.dependOnClassesThat(resideInAPackage("org.duckdb.."));

	@ArchTest
	static final ArchRule nothingIsInjectedIntoFields = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

	@ArchTest
	static final ArchRule loggersArePrivateStaticAndFinal = fields().that()
		.haveRawType(Logger.class)
		.should()
		.bePrivate()
		.andShould()
		.beStatic()
		.andShould()
		.beFinal();

	@ArchTest
	static final ArchRule onlyConfigurationsAreScanned = classes().that()
		.areMetaAnnotatedWith(Component.class)
		.and()
		.areNotAnnotatedWith(SpringBootApplication.class)
		.should()
		.beAnnotatedWith(Configuration.class)
		.andShould()
		.haveSimpleNameEndingWith("Configuration");

	@ArchTest
	static final ArchRule configurationsArePackagePrivate = classes().that()
		.areAnnotatedWith(Configuration.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule namesSayWhatAClassIs = noClasses().should()
		.haveNameMatching(".*\\.(Base[A-Z]\\w*|\\w*(Util|Utils|Helper|Manager|Impl))");

	@ArchTest
	static final ArchRule timeIsInjected = noClasses().that()
		.haveSimpleNameNotEndingWith("Configuration")
		.should()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.callMethod(Instant.class, "now")
		.orShould()
		.callMethod(Clock.class, "systemUTC");

	private static LayeredArchitecture layers() {
		LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
		for (String name : USES.keySet()) {
			layers = layers.optionalLayer(name).definedBy("dev.sluice.%s..".formatted(name));
		}
		for (Map.Entry<String, Set<String>> entry : USES.entrySet()) {
			LayeredArchitecture.LayerDependencySpecification layer = layers.whereLayer(entry.getKey());
			String[] uses = entry.getValue().toArray(String[]::new);
			layers = (uses.length == 0) ? layer.mayNotAccessAnyLayer() : layer.mayOnlyAccessLayers(uses);
		}
		return layers;
	}

	private static DescribedPredicate<JavaClass> resideOutsideOf(String... packages) {
		return DescribedPredicate.not(resideInAnyPackage(packages));
	}

	private static DescribedPredicate<JavaClass> anythingBut(String... packages) {
		return resideOutsideOf(packages).and(DescribedPredicate.describe("are no primitives or arrays of them",
				(type) -> !type.getBaseComponentType().isPrimitive()));
	}

	private static ArchCondition<JavaClass> notUseASubPackageOfTheirOwn() {
		return new ArchCondition<>("not use a sub-package of their own package") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				String below = type.getPackageName() + ".";
				type.getDirectDependenciesFromSelf()
					.stream()
					.filter((use) -> !ROOTS.contains(type.getPackageName()))
					.filter((use) -> use.getTargetClass().getPackageName().startsWith(below))
					.forEach((use) -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
			}
		};
	}

	private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
		return new ArchCondition<>("live in a package with a package-info that is @NullMarked") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				JavaPackage itsPackage = type.getPackage();
				boolean marked = itsPackage.tryGetAnnotationOfType(NullMarked.class).isPresent();
				events.add(new SimpleConditionEvent(type, marked, itsPackage.getName() + " is not @NullMarked"));
			}
		};
	}

}
