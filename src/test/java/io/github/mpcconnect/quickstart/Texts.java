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
        String api = stage.centre() == null
                ? settings.apiUrl() == null ? "https://api.plivo.com" : settings.apiUrl()
                : stage.centre().url() + "  simulated: "
                        + Lines.number(stage.centre().truth().calls().size()) + " calls with "
                        + Lines.number(stage.centre().truth().participants().size()) + " participants in "
                        + SimulatedContactCentre.DAYS + " days, 300 requests in 5 s";
        return "  API      " + api + "\n"
                + "  Kafka    " + stage.bootstrapServers() + "  topics " + Pipeline.PREFIX + ".mpc.calls, "
                + Pipeline.PREFIX + ".mpc.participants\n"
                + "  Connect  " + stage.pipeline().offsetsUrl().resolve("/connectors/" + Pipeline.NAME)
                + "  settle.delay.ms=" + Pipeline.SETTLE_DELAY_MS + ", poll.interval.ms=" + Pipeline.POLL_INTERVAL_MS
                + ", so that you need not wait (defaults: 60000, 10000)\n";
    }

    String whatNext() {
        String account = settings.isSimulated()
                ? "  your account  PLIVO_AUTH_ID=... PLIVO_AUTH_TOKEN=... mvn -Pquickstart\n"
                : "";
        String kafka = settings.hasOwnBroker() ? "  your Kafka    KAFKA_BOOTSTRAP_SERVERS=... mvn -Pquickstart\n" : "";
        return account + kafka + "\nFrom now on, each call as it ends. Ctrl-C ends this.\n";
    }
}
