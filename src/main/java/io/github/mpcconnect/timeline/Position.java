package io.github.mpcconnect.timeline;

/** How far one stream of an account was read: what a source partition's offset says. */
public sealed interface Position permits Watermark, LivePosition {}
