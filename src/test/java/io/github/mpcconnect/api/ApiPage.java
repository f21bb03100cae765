package io.github.mpcconnect.api;

import java.util.List;

/** Builds pages as the API returns them: by itself, a page is the whole list and nothing is wrong with it. */
public final class ApiPage<T> {

    private final List<T> objects;
    private Integer count;
    private String apiId = "api";
    private List<Malformed> malformed = List.of();
    private int nulls;
    private boolean isNull;

    private ApiPage(List<T> objects) {
        this.objects = objects;
        this.count = objects.size();
    }

    public static <T> ApiPage<T> aPage(List<T> objects) {
        return new ApiPage<>(objects);
    }

    /** A page that differs from another one only where it is changed. */
    public static <T> ApiPage<T> like(Page<T> page) {
        return like(page, page.objects());
    }

    public static <T> ApiPage<T> like(Page<T> page, List<T> objects) {
        return new ApiPage<>(objects)
                .count(page.count())
                .apiId(page.apiId())
                .malformed(page.malformed())
                .nulls(page.nulls());
    }

    /** A page without objects that differs from another one only in that. */
    public static <T> ApiPage<T> emptyLike(Page<T> page) {
        return new ApiPage<>(List.<T>of()).count(page.count()).apiId(page.apiId());
    }

    /** Null in place of the list. */
    public ApiPage<T> isNull() {
        isNull = true;
        return this;
    }

    /** How many objects the API says there are, on all pages; null where it does not say. */
    public ApiPage<T> count(Integer value) {
        count = value;
        return this;
    }

    public ApiPage<T> apiId(String value) {
        apiId = value;
        return this;
    }

    public ApiPage<T> malformed(List<Malformed> value) {
        malformed = value;
        return this;
    }

    /** How many objects are null. */
    public ApiPage<T> nulls(int value) {
        nulls = value;
        return this;
    }

    public Page<T> build() {
        return new Page<>(apiId, count, objects, malformed, nulls, isNull);
    }
}
