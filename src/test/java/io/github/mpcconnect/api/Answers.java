package io.github.mpcconnect.api;

/** Answers in the API's envelope. */
public final class Answers {

    private Answers() {}

    public static String page(String count, String... objects) {
        return """
                {
                  "api_id": "ed93aea0",
                  "meta": {"count": %s, "limit": 20, "next": null, "offset": 0, "previous": null},
                  "objects": [%s]
                }
                """.formatted(count, String.join(", ", objects));
    }
}
