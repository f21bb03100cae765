package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.json.JsonFields.Unreadable;

/** Creates the objects of one kind from their JSON fields. */
interface ObjectFormat<F extends Enum<F>, T> {

    /** {@link Malformed#CALL} or {@link Malformed#PARTICIPANT}. */
    String resource();

    FieldNames<F> names();

    /** Whether null objects are counted; otherwise they are malformed. */
    boolean mayBeNull();

    /**
     * @param raw the JSON text of the object; null unless requested
     * @throws Unreadable if a value would have to be guessed
     */
    T object(JsonFields<F> fields, String apiId, String raw);

    Malformed malformed(JsonFields<F> fields, String error, String apiId, String raw);
}
