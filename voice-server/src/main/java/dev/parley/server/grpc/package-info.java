/// The gRPC door: services that translate calls into sessions and streams.
@NullMarked
package dev.parley.server.grpc;

import org.jspecify.annotations.NullMarked;
