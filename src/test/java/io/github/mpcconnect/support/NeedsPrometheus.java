package io.github.mpcconnect.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Skips tests where Prometheus is not installed, and says so where nobody can miss it. */
public final class NeedsPrometheus implements ExecutionCondition {

    private static final String BAR = "#".repeat(100);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Stream.of("prometheus", "promtool").allMatch(NeedsPrometheus::isInstalled)) {
            return ConditionEvaluationResult.enabled("Prometheus is installed");
        }
        String name = context.getRequiredTestClass().getSimpleName();
        System.out.printf("""

                %1$s
                ## SKIPPED: %2$s, the test of config/monitoring. prometheus or promtool is not on the path.
                ## To run it: install Prometheus (Debian: apt-get install prometheus), and then: mvn verify -Dit.test=%2$s
                %1$s

                """, BAR, name);
        return ConditionEvaluationResult.disabled("Prometheus is not installed");
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }
}
