package org.ttflight.daemon;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The daemon's key for TLS, checked: it is there, it opens, and clients will believe it. */
final class RemoteTls {
    private static final Logger LOG = System.getLogger(RemoteTls.class.getName());
    private static final String KEYSTORE = "--jmx-keystore";
    private static final String PEM = "-----BEGIN";

    private RemoteTls() {}

    /**
     * Returns a context with the key, and with the certificates that clients may show, if any.
     *
     * @param inEnvironment the key's password, if the environment has it
     * @throws IOException if there is no usable key; the message says why and how to make one
     */
    static SSLContext context(RemoteConfig config, @Nullable String inEnvironment, Instant now)
            throws IOException {
        RemoteRecipe recipe = RemoteRecipe.of(config);
        OwnFile.check(KEYSTORE, config.keystore(), recipe.key());
        char[] password = password(config, inEnvironment, recipe);
        try {
            KeyStore keys = open(KEYSTORE, config.keystore(), password, recipe.key());
            checkCertificate(config, certificate(config, keys, recipe), now);
            KeyManagerFactory keyManagers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trusted(config, password), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "%s %s: the key in it cannot be used: %s\n%s"
                            .formatted(KEYSTORE, config.keystore(), e.getMessage(), recipe.key()),
                    e);
        }
    }

    private static char[] password(
            RemoteConfig config, @Nullable String inEnvironment, RemoteRecipe recipe)
            throws IOException {
        Path file = config.keystorePasswordFile();
        String what = "--jmx-keystore-password-file";
        String password;
        if (file != null) {
            OwnFile.check(what, file, recipe.key());
            password = OwnFile.text(what, file).lines().findFirst().orElse("");
        } else {
            what = "$" + RemoteConfig.PASSWORD_VARIABLE;
            password = inEnvironment == null ? "" : inEnvironment;
        }
        if (password.isEmpty()) {
            throw new IOException(
                    what + (file == null ? "" : " " + file) + ": is empty\n" + recipe.key());
        }
        return password.toCharArray();
    }

    private static KeyStore open(String what, Path file, char[] password, String howToMake)
            throws IOException, GeneralSecurityException {
        try {
            return KeyStore.getInstance(file.toFile(), password);
        } catch (IOException e) {
            String why =
                    e.getCause() instanceof GeneralSecurityException
                            ? "the password does not open it"
                            : String.valueOf(e.getMessage());
            throw new IOException("%s %s: %s\n%s".formatted(what, file, why, howToMake), e);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "%s %s: is no key store that Java knows\n%s".formatted(what, file, howToMake),
                    e);
        }
    }

    private static X509Certificate certificate(
            RemoteConfig config, KeyStore keys, RemoteRecipe recipe)
            throws IOException, GeneralSecurityException {
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias)
                    && keys.getCertificate(alias) instanceof X509Certificate certificate) {
                return certificate;
            }
        }
        throw new IOException(
                "%s %s: holds no key with a certificate\n%s"
                        .formatted(KEYSTORE, config.keystore(), recipe.key()));
    }

    /** What clients may refuse, or a newer one will, is worth a word but no refusal of ours. */
    private static void checkCertificate(
            RemoteConfig config, X509Certificate certificate, Instant now)
            throws CertificateException {
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            LOG.log(
                    Level.WARNING,
                    "The certificate in {0} has expired on {1}; clients may refuse it. Make a new"
                            + " one, and let the clients know it",
                    config.keystore(),
                    certificate.getNotAfter().toInstant());
        } else if (now.isBefore(certificate.getNotBefore().toInstant())) {
            LOG.log(
                    Level.WARNING,
                    "The certificate in {0} is not valid before {1}; clients may refuse it. Is the"
                            + " clock right?",
                    config.keystore(),
                    certificate.getNotBefore().toInstant());
        }
        String host = config.clientHost();
        if (!names(certificate).contains(asInCertificates(host))) {
            LOG.log(
                    Level.WARNING,
                    "The certificate in {0} is not for {1}, where clients connect; those of JDK"
                            + " 25.0.2 and later refuse it. Names in it: {2}",
                    config.keystore(),
                    host,
                    names(certificate));
        }
    }

    /** Addresses have many spellings; that of Java is the one that it gives for certificates. */
    private static String asInCertificates(String host) {
        try {
            return host.contains(":")
                    ? InetAddress.getAllByName(host)[0].getHostAddress()
                    : host.toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            return host;
        }
    }

    private static List<String> names(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? List.of()
                : names.stream()
                        .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static TrustManager @Nullable [] trusted(RemoteConfig config, char[] password)
            throws IOException, GeneralSecurityException {
        Path file = config.truststore();
        if (file == null) {
            return null;
        }
        String what = "--jmx-truststore";
        if (!Files.isReadable(file)) {
            throw new IOException(
                    what + " " + file + ": there is no such file, or it is unreadable");
        }
        byte[] bytes = Files.readAllBytes(file);
        KeyStore certificates =
                new String(bytes, StandardCharsets.ISO_8859_1).contains(PEM)
                        ? ofPem(what + " " + file, bytes)
                        : open(
                                what,
                                file,
                                password,
                                "  A PEM file needs no password: keytool -exportcert -rfc …");
        if (certificates.size() == 0) {
            throw new IOException(what + " " + file + ": holds no certificate");
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates);
        return factory.getTrustManagers();
    }

    private static KeyStore ofPem(String where, byte[] bytes)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            int at = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("client" + at++, certificate);
            }
        } catch (CertificateException e) {
            throw new IOException(where + ": " + e.getMessage(), e);
        }
        return store;
    }
}
