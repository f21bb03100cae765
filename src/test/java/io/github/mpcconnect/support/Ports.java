package io.github.mpcconnect.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports for processes that cannot be asked which one they got. They lie below those that systems hand out, so that no
 * connection takes one between its choice and its use.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final Random RANDOM = new Random();

    private Ports() {}

    /** A port of loopback at which nobody listens. */
    static int free() {
        int port = FIRST + RANDOM.nextInt(COUNT);
        while (!isFree(port)) {
            port = FIRST + RANDOM.nextInt(COUNT);
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
