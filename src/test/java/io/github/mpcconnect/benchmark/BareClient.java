package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.api.HttpClients;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fetches the addresses in a file as fast as an HttpClient can and throws the bodies away: for each line on its
 * standard input once, which it answers with the nanoseconds that this took. It asks for gzip as an HttpClient does,
 * or, where the line is {@link #ALIKE}, only where the connector does.
 */
final class BareClient {

    static final String ALIKE = "alike";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CloseableHttpClient client;
    private final String authorization;
    private final List<String> urls;
    private final int threads;

    private BareClient(String api, String account, Path urls, int threads) throws IOException {
        this.client = HttpClients.create(threads, TIMEOUT, TIMEOUT, "bare", null);
        byte[] credentials = (account + ":" + BenchmarkTask.TOKEN).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
        this.urls = Files.readAllLines(urls).stream().map(path -> api + path).toList();
        this.threads = threads;
    }

    /** @param args the API's address, the account, the file, how many requests at a time */
    public static void main(String[] args) throws Exception {
        BareClient bare = new BareClient(args[0], args[1], Path.of(args[2]), Integer.parseInt(args[3]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(bare.fetchAll(line.equals(ALIKE)));
        }
        System.exit(0);
    }

    private long fetchAll(boolean alike) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        List<Future<?>> loops = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            loops.add(pool.submit(() -> fetch(next, alike)));
        }
        for (Future<?> loop : loops) {
            loop.get();
        }
        long nanos = System.nanoTime() - start;
        pool.shutdown();
        return nanos;
    }

    private void fetch(AtomicInteger next, boolean alike) {
        for (int i = next.getAndIncrement(); i < urls.size(); i = next.getAndIncrement()) {
            boolean plain = alike && urls.get(i).contains("/Participant/");
            try {
                int status = client.execute(get(urls.get(i), plain), response -> {
                    EntityUtils.consume(response.getEntity());
                    return response.getCode();
                });
                if (status != 200) {
                    throw new IllegalStateException("The API answered " + status);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private HttpGet get(String url, boolean plain) {
        HttpGet get = new HttpGet(url);
        get.setHeader("Authorization", authorization);
        get.setHeader("Accept", "application/json");
        if (plain) {
            get.setHeader("Accept-Encoding", "identity");
        }
        return get;
    }
}
