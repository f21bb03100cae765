package io.github.mpcconnect.quickstart;

/** What is said before the show and after it. */
record Texts(Settings settings) {

    String welcome() {
        return "\nPlivo multiparty calls into Kafka: " + (settings.isSimulated() ? "a simulated" : "your")
                + " account, "
                + (settings.hasOwnBroker() ? "a broker" : "your Kafka") + " and a Connect worker in this JVM.\n"
                + "Starting; the worker's log goes to " + settings.workerLog() + "\n";
    }

    String addresses(Stage stage) {
        String connect = stage.pipeline().offsetsUrl().resolve("/").toString();
        return line("API", api(stage))
                + line("Kafka", stage.bootstrapServers())
                + line("Connect", connect.substring(0, connect.length() - 1) + ", connector " + Pipeline.NAME)
                + line(
                        "Settings",
                        "settle.delay.ms=" + Pipeline.SETTLE_DELAY_MS + " and poll.interval.ms="
                                + Pipeline.POLL_INTERVAL_MS + " in place of 60000 and 10000: new calls show up soon");
    }

    private static String line(String what, String told) {
        return String.format("  %-10s%s%n", what, told);
    }

    private String api(Stage stage) {
        if (stage.centre() == null) {
            return settings.apiUrl() == null ? "https://api.plivo.com" : settings.apiUrl();
        }
        Truth truth = stage.centre().truth();
        return stage.centre().url() + " (simulated: "
                + Lines.number(truth.calls().size()) + " calls, "
                + Lines.number(truth.participants().size()) + " participants in " + SimulatedContactCentre.DAYS
                + " days, 300 requests in 5 s)";
    }

    String whatNext() {
        String account = settings.isSimulated()
                ? "  Your account  PLIVO_AUTH_ID=... PLIVO_AUTH_TOKEN=... mvn -Pquickstart\n"
                : "";
        String kafka = settings.hasOwnBroker() ? "  Your Kafka    KAFKA_BOOTSTRAP_SERVERS=... mvn -Pquickstart\n" : "";
        return account + kafka + "\nFrom here on, the calls in progress, and each call as it ends; Ctrl-C ends this.\n";
    }
}
