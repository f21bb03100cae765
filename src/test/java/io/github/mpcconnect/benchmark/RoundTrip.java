package io.github.mpcconnect.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How long the API's answers take somebody else, who asks for next to nothing five times a second. */
final class RoundTrip implements AutoCloseable {

    private static final long EVERY_MILLIS = 200;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final URL url;
    private final String authorization;
    private long nanos;
    private int count;

    /** @param account one without calls, which nothing else asks for */
    RoundTrip(ApiProcess api, String account) throws IOException {
        api.addAccount(account, 0);
        url = new URL(api.url() + "/v1/Account/" + account + "/MultiPartyCall/?limit=1");
        byte[] credentials = (account + ":" + BenchmarkTask.TOKEN).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    void begin() {
        thread.scheduleAtFixedRate(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        long start = System.nanoTime();
        try {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setRequestProperty("Authorization", authorization);
            try (InputStream in = connection.getInputStream()) {
                in.readAllBytes();
            }
            add(System.nanoTime() - start);
        } catch (IOException e) {
            throw new IllegalStateException("The API does not answer", e);
        }
    }

    private synchronized void add(long took) {
        nanos += took;
        count++;
    }

    synchronized Duration mean() {
        return count == 0 ? Duration.ZERO : Duration.ofNanos(nanos / count);
    }

    /** How often it has asked; the API counts these requests, too. */
    synchronized int count() {
        return count;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
