package io.github.mpcconnect.api.http;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.json.UnknownFields;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server with a certificate of its own, as a gateway has that inspects traffic. */
class TrustStoreTest {

    private static final String PASSWORD = "changeit";
    private static final byte[] EMPTY_LIST =
            "{\"meta\": {\"count\": 0}, \"objects\": []}".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private static Path dir;

    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file("server.p12"));
        keytool("-exportcert", "-rfc", "-alias", "gateway", "-keystore", file("server.p12"), "-file", file("ca.pem"));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                file("ca.pem"),
                "-storetype",
                "PKCS12",
                "-keystore",
                file("trust.p12"));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                file("ca.pem"),
                "-storetype",
                "JKS",
                "-keystore",
                file("trust.jks"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serverContext()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, EMPTY_LIST.length);
            exchange.getResponseBody().write(EMPTY_LIST);
            exchange.close();
        });
        server.start();
    }

    private static String file(String name) {
        return dir.resolve(name).toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-storepass", PASSWORD));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static SSLContext serverContext() throws Exception {
        KeyStore keys = KeyStore.getInstance(dir.resolve("server.p12").toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "trust.p12, changeit,",
        "trust.p12, changeit, PKCS12",
        "trust.jks, changeit,",
        "trust.jks,, JKS",
        "ca.pem,, PEM"
    })
    void a_server_is_trusted_by_a_store_of_each_type(String name, String password, String type) throws IOException {
        SSLContext trust = new TrustStore(file(name), password, type).sslContext();
        assertThat(Await.value(request(trust)).count()).isZero();
    }

    @Test
    void without_it_the_jvm_decides_and_the_failure_says_so() {
        assertThatThrownBy(() -> Await.value(request(null)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("certification path");
    }

    private CompletableFuture<Page<MultiPartyCall>> request(SSLContext trust) {
        HttpTransport transport = new HttpTransport(Settings.with(Duration.ofSeconds(10), null, trust));
        URI url = URI.create("https://localhost:" + server.getAddress().getPort());
        ApiClock clock = new ApiClock(Duration.ofSeconds(60), () -> 0);
        return new HttpMpcApi(transport, clock, new UnknownFields(), url, "MA0", "secret", false)
                .calls(CallQuery.HARMLESS)
                .whenComplete((page, failure) -> transport.close());
    }

    @ParameterizedTest
    @CsvSource({
        "missing.p12, changeit,, no such file",
        "trust.p12, wrong,, password",
        "trust.p12,,, no certificate",
        "trust.p12, changeit, ABC, ABC not found",
        "trust.p12,, PEM, trust.p12"
    })
    void a_store_that_cannot_be_used_is_named_with_the_reason(
            String name, String password, String type, String reason) {
        TrustStore store = new TrustStore(file(name), password, type);
        assertThatThrownBy(store::sslContext)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The trust store " + file(name) + " cannot be used: ")
                .hasMessageContaining(reason);
    }

    @Test
    void an_empty_file_of_certificates_is_of_no_use() throws IOException {
        Files.createFile(dir.resolve("empty.pem"));
        TrustStore store = new TrustStore(file("empty.pem"), null, "PEM");
        assertThatThrownBy(store::sslContext).hasMessageContaining("no certificate");
    }

    @Test
    void its_text_does_not_show_the_password() {
        assertThat(new TrustStore("/a", "secret", null)).hasToString("TrustStore /a");
    }
}
