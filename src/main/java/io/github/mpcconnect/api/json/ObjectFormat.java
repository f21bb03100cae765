package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.json.JsonFields.Unreadable;

/** How the objects of one kind are made from their fields. */
interface ObjectFormat<F extends Enum<F>, T> {

    /** {@link Malformed#CALL} or {@link Malformed#PARTICIPANT}. */
    String resource();

    FieldNames<F> names();

    /** Whether an object that is null is counted as such; otherwise it is malformed. */
    boolean mayBeNull();

    /**
     * @param raw what the fields were read from; null where it is not wanted
     * @throws Unreadable where a value would have to be guessed
     */
    T object(JsonFields<F> fields, String apiId, String raw);

    Malformed malformed(JsonFields<F> fields, String error, String apiId, String raw);
}
