package io.github.mpcconnect.benchmark;

import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.reactor.IOReactorConfig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Requests the addresses in a file as fast as an asynchronous HttpClient of one I/O thread can, receives the bodies as
 * bytes and drops them: for each line on its standard input once, which it answers with the nanoseconds that this took.
 * It asks for gzip where the connector does.
 */
final class BareClient {

    private final CloseableHttpAsyncClient client;
    private final String authorization;
    private final List<URI> urls;
    private final int concurrent;

    private BareClient(String api, String account, Path urls, int concurrent) throws IOException {
        this.client = HttpAsyncClientBuilder.create()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(concurrent)
                        .setMaxConnPerRoute(concurrent)
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .build();
        client.start();
        byte[] credentials = (account + ":" + BenchmarkTask.TOKEN).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
        this.urls = Files.readAllLines(urls).stream()
                .map(path -> URI.create(api + path))
                .toList();
        this.concurrent = concurrent;
    }

    /** @param args the API's address, the account, the file, how many requests at a time */
    public static void main(String[] args) throws Exception {
        BareClient bare = new BareClient(args[0], args[1], Path.of(args[2]), Integer.parseInt(args[3]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(bare.fetchAll());
        }
        System.exit(0);
    }

    private long fetchAll() throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        CompletableFuture<?>[] chains = IntStream.range(0, concurrent)
                .mapToObj(i -> {
                    CompletableFuture<Void> end = new CompletableFuture<>();
                    fetch(next, end);
                    return end;
                })
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(chains).get();
        return System.nanoTime() - start;
    }

    private void fetch(AtomicInteger next, CompletableFuture<Void> end) {
        int i = next.getAndIncrement();
        if (i >= urls.size()) {
            end.complete(null);
            return;
        }
        boolean plain = urls.get(i).getPath().contains("/Participant/");
        client.execute(
                new BasicRequestProducer(get(urls.get(i), plain), null),
                new BasicResponseConsumer<>(new BasicAsyncEntityConsumer()),
                new FutureCallback<Message<HttpResponse, byte[]>>() {
                    @Override
                    public void completed(Message<HttpResponse, byte[]> response) {
                        int status = response.getHead().getCode();
                        if (status == 200) {
                            fetch(next, end);
                        } else {
                            failed(new IllegalStateException("The API answered " + status));
                        }
                    }

                    @Override
                    public void failed(Exception cause) {
                        end.completeExceptionally(cause);
                    }

                    @Override
                    public void cancelled() {
                        end.cancel(false);
                    }
                });
    }

    private BasicHttpRequest get(URI url, boolean plain) {
        BasicHttpRequest get = new BasicHttpRequest("GET", url);
        get.setHeader("Authorization", authorization);
        get.setHeader("Accept", "application/json");
        if (plain) {
            get.setHeader("Accept-Encoding", "identity");
        }
        return get;
    }
}
