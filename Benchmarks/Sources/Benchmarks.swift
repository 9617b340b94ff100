// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What `make bench` needs beside the program: a full county, and a bare server to compare with.
@main
struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "benchmarks", subcommands: [Fill.self, Bare.self])
}
