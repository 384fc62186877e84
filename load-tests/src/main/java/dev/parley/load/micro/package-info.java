/// `parley bench micro`: single pieces of the recogniser and of the voice under JMH, each in a
/// process of its own.
///
/// The classes that end in `Benchmark` are public because JMH's generated code calls them; an
/// instance is made where a benchmark runs, and everything it needs is ready then.
@NullMarked
package dev.parley.load.micro;

import org.jspecify.annotations.NullMarked;
