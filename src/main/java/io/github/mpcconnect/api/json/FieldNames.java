package io.github.mpcconnect.api.json;

import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The JSON names of an object's fields: the names of an enum's constants in lower case. Immutable. */
final class FieldNames<F extends Enum<F>> {

    private final List<String> names;
    private final PropertyNameMatcher matcher;

    FieldNames(Class<F> fields) {
        List<Named> named = new ArrayList<>();
        for (F field : fields.getEnumConstants()) {
            named.add(Named.fromString(field.name().toLowerCase(Locale.ROOT)));
        }
        this.names = named.stream().map(Named::getName).toList();
        this.matcher = JsonBytes.FACTORY.constructNameMatcher(named, false);
    }

    int size() {
        return names.size();
    }

    String name(F field) {
        return names.get(field.ordinal());
    }

    /** Finds a field's ordinal by its name. */
    PropertyNameMatcher matcher() {
        return matcher;
    }
}
