/** Generates the reference and the Avro schemas from the code; {@code ReferenceTest} compares them with the files. */
package io.github.mpcconnect.reference;
