/// What `parley doctor` looks at.
@NullMarked
package dev.parley.client.cli.doctor;

import org.jspecify.annotations.NullMarked;
