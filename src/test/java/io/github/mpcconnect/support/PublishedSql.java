package io.github.mpcconnect.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The SQL of {@code guarantees.md}, run by DuckDB as it is printed there: the blocks load {@code calls.jsonl} and
 * {@code days.jsonl}, compare them, list the closed days that do not agree, and list all closed days.
 */
public final class PublishedSql {

    private static final Path PAGE = Path.of("src", "site", "markdown", "guarantees.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)^```sql\\n(.*?)^```$", Pattern.MULTILINE);
    private static final int BLOCKS = 4;

    private PublishedSql() {}

    /**
     * What the page's queries return.
     *
     * @param disagreeing a row per closed day that does not agree
     * @param closed a row per closed day
     */
    public record Result(List<Map<String, String>> disagreeing, List<Map<String, String>> closed) {

        /** The days that do not agree. */
        public List<String> daysInDoubt() {
            return disagreeing.stream().map(row -> row.get("day")).toList();
        }
    }

    /** Runs it on the two files in a directory. */
    public static Result run(Path directory) {
        List<String> blocks = blocks();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("set file_search_path = '" + directory.toAbsolutePath() + "'");
            statement.execute(blocks.get(0));
            statement.execute(blocks.get(1));
            return new Result(rows(statement, blocks.get(2)), rows(statement, blocks.get(3)));
        } catch (SQLException e) {
            throw new IllegalStateException("The SQL of " + PAGE + " failed on the files in " + directory, e);
        }
    }

    private static List<String> blocks() {
        try {
            List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                    .results()
                    .map(block -> block.group(1))
                    .toList();
            if (blocks.size() != BLOCKS) {
                throw new IllegalStateException(PAGE + " has " + blocks.size() + " SQL blocks, expected " + BLOCKS);
            }
            return blocks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, String>> rows(Statement statement, String query) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int column = 1; column <= columns; column++) {
                    row.put(result.getMetaData().getColumnLabel(column), result.getString(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
