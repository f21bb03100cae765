package io.github.mpcconnect.offset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 64 bits of the SHA-256 of an id, from which {@code check} and the sketch are computed. */
public final class IdHash {

    private static final MessageDigest SHA_256 = sha256();

    private IdHash() {}

    public static long of(String id) {
        try {
            MessageDigest digest = (MessageDigest) SHA_256.clone();
            return ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
