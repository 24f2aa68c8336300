package dev.sluice.administration.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The parts list of the jar, which builds with {@code -Dquick} or without a network leave
 * out.
 */
class SbomTests {

	private final ClassPathResource sbom = new ClassPathResource("META-INF/sbom/application.cdx.json");

	@Test
	void partsListHasEveryDependencyThatIsDeclared() throws Exception {
		assumeThat(this.sbom.exists()).isTrue();
		String content = this.sbom.getContentAsString(StandardCharsets.UTF_8);

		List<String> parts = JsonPath.read(content, "$.components[*]['name']");

		assertThat(JsonPath.<String>read(content, "$.bomFormat")).isEqualTo("CycloneDX");
		assertThat(parts).containsAll(declared());
	}

	@Test
	void partsListIsServed() throws IOException {
		assumeThat(this.sbom.exists()).isTrue();
		try (WebStage stage = WebStage.start()) {
			Answer answer = stage.get("/actuator/sbom/application", "reader");

			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Content-Type")).startsWith("application/vnd.cyclonedx+json");
			assertThat(answer.body()).isEqualTo(this.sbom.getContentAsString(StandardCharsets.UTF_8));
		}
	}

	private static List<String> declared() throws Exception {
		Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());
		NodeList names = (NodeList) XPathFactory.newInstance()
			.newXPath()
			.evaluate("/project/dependencies/dependency[not(scope)]/artifactId/text()", pom, XPathConstants.NODESET);
		List<String> declared = new ArrayList<>();
		for (int i = 0; i < names.getLength(); i++) {
			declared.add(names.item(i).getNodeValue());
		}
		assertThat(declared).contains("google-cloud-bigquery");
		return declared;
	}

}
