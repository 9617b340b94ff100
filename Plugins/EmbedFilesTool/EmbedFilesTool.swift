// SPDX-License-Identifier: Apache-2.0

import Foundation

/// `embed-files OUTPUT FILE…`: writes OUTPUT, a Swift file that holds every FILE as a `StaticString`.
///
/// String literals, because a byte array literal of a stylesheet's size takes the compiler minutes.
@main
struct EmbedFilesTool {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let output = arguments.first else { throw Failure("usage: embed-files OUTPUT FILE…") }
        var swift = """
            /// The files that travel inside the program, by name.
            enum EmbeddedFiles {
                static let all: [(name: String, text: StaticString)] = [

            """
        for path in arguments.dropFirst() {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            guard !text.contains("\"\"\"###") else { throw Failure("\(path) holds the literal's own end mark") }
            let name = URL(fileURLWithPath: path).lastPathComponent
            swift += "        (\"\(name)\", ###\"\"\"\n\(text)\n\"\"\"###),\n"
        }
        swift += "    ]\n}\n"
        try swift.write(toFile: output, atomically: true, encoding: .utf8)
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
