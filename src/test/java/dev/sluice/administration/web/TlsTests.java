package dev.sluice.administration.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passwords need not cross the network in the clear.
 */
class TlsTests {

	private static final String PASSWORD = "changeit";

	@TempDir
	Path directory;

	@Test
	void managementPortSpeaksTlsWithABundle() throws Exception {
		Path store = keyStore();
		try (WebStage stage = WebStage.startWithManagementPort("--management.server.ssl.bundle=sluice",
				"--spring.ssl.bundle.jks.sluice.keystore.location=file:" + store,
				"--spring.ssl.bundle.jks.sluice.keystore.password=" + PASSWORD)) {
			URI uri = URI.create(stage.address().replace("http:", "https:") + "/actuator/trouble");

			HttpResponse<String> answer = client(store).send(HttpRequest.newBuilder(uri).build(),
					HttpResponse.BodyHandlers.ofString());

			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
			assertThat(stage.get("/actuator/trouble", "admin").status()).as("without TLS").isEqualTo(400);
		}
	}

	private Path keyStore() throws IOException, InterruptedException {
		Path store = this.directory.resolve("sluice.p12");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "sluice", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString())
			.redirectErrorStream(true)
			.start();
		assertThat(process.waitFor()).as(new String(process.getInputStream().readAllBytes())).isZero();
		return store;
	}

	private static HttpClient client(Path store) throws GeneralSecurityException, IOException {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(store)) {
			trusted.load(in, PASSWORD.toCharArray());
		}
		KeyStore certificates = KeyStore.getInstance("PKCS12");
		certificates.load(null, null);
		certificates.setCertificateEntry("sluice", trusted.getCertificate("sluice"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(certificates);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return HttpClient.newBuilder().sslContext(context).build();
	}

}
