package io.github.mpcconnect.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips tests where no Docker engine answers, and says so where nobody can miss it. */
public final class NeedsDocker implements ExecutionCondition {

    private static final String BAR = "#".repeat(100);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("a Docker engine answers");
        }
        String name = context.getRequiredTestClass().getSimpleName();
        System.out.printf("""

                %1$s
                ## SKIPPED: %2$s, the tests in containers. No Docker engine answers.
                ## To run them: start Docker, or set DOCKER_HOST to an engine, and then: mvn verify -Dit.test=%2$s
                ## (-Dkafka.image=... takes another image than apache/kafka). The other tests run without it.
                %1$s

                """, BAR, name);
        return ConditionEvaluationResult.disabled("no Docker engine answers");
    }
}
