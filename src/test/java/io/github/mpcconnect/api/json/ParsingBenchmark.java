package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.benchmark.Answers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.nio.ByteBuffer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** From an answer's text to typed objects; times are for one call of the list, and for its two participants. */
@State(Scope.Thread)
public class ParsingBenchmark {

    private final AnswerParser parser = new AnswerParser(new UnknownFields(), false);

    private final Answers answers = Answers.get();
    private final ByteBuffer calls = UTF_8.encode(answers.calls());
    private final ByteBuffer participants = UTF_8.encode(answers.participants());
    private final String mpcUuid = answers.mpcUuid();

    @Benchmark
    @OperationsPerInvocation(MpcApi.PAGE_SIZE)
    public Page<MultiPartyCall> call() {
        return parser.calls(calls);
    }

    @Benchmark
    public Page<Participant> participants() {
        return parser.participants(participants, mpcUuid);
    }
}
