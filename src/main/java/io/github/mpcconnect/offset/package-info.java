/** Everything that Connect stores for the connector, both ways: positions, their format, and checks of altered ones. */
package io.github.mpcconnect.offset;
