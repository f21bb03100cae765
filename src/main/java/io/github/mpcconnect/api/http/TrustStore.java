package io.github.mpcconnect.api.http;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A file of certificates to trust instead of the JVM's.
 *
 * @param password null for none
 * @param type {@code JKS}, {@code PKCS12} or {@code PEM}; null to detect JKS or PKCS12
 */
public record TrustStore(String location, String password, String type) {

    /** @throws IOException if the file cannot be used; the message says why */
    public SSLContext sslContext() throws IOException {
        try {
            if (!Files.isReadable(Path.of(location))) {
                throw new IOException("there is no such file, or it cannot be read");
            }
            KeyStore store = "PEM".equalsIgnoreCase(type) ? pem() : keyStore();
            if (store.size() == 0) {
                throw new IOException("it contains no certificate that can be read with this password");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw new IOException("The trust store " + location + " cannot be used: " + e.getMessage(), e);
        }
    }

    private KeyStore keyStore() throws IOException, GeneralSecurityException {
        File file = new File(location);
        char[] secret = password == null ? null : password.toCharArray();
        if (type == null || type.isBlank()) {
            return KeyStore.getInstance(file, secret);
        }
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream in = new FileInputStream(file)) {
            store.load(in, secret);
        }
        return store;
    }

    private KeyStore pem() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = new FileInputStream(location)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("certificate-" + store.size(), certificate);
            }
        }
        return store;
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "TrustStore " + location;
    }
}
