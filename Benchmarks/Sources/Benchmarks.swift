// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What `make bench` needs beside the program: a full county, a bare server to compare with, and a look into the opinion
/// map.
@main
struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmarks", subcommands: [Fill.self, Bare.self, MapOpinions.self])
}
