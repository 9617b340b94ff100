// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file of the project as text.
struct SourceFile {
    /// From the root of the project, as in `Sources/Domain/Topics/Topic.swift`.
    let path: String
    let text: String

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The lines without what a comment says.
    var codeLines: [Substring] {
        lines.map { line in
            if line.drop(while: \.isWhitespace).hasPrefix("//") { return "" }
            // Made anew for each line, a pattern costs more than all the rest; few lines need one.
            guard line.utf8.contains(UInt8(ascii: "/")) else { return line }
            return line.firstRange(of: /\s\/\/\s/).map { line[..<$0.lowerBound] } ?? line
        }
    }

    /// Where a line of code matches, as `path:line: text`.
    func places(of pattern: some RegexComponent) -> [String] { places(of: pattern, in: codeLines) }

    /// Where any line matches, comments included.
    func placesAnywhere(of pattern: some RegexComponent) -> [String] { places(of: pattern, in: lines) }

    private func places(of pattern: some RegexComponent, in lines: [Substring]) -> [String] {
        // By Unicode's rules there is no word boundary at the point of `Int.random`.
        let pattern = pattern.regex.wordBoundaryKind(.simple)
        return lines.enumerated().filter { $0.element.contains(pattern) }.map { index, line in
            "\(path):\(index + 1): \(line.trimmingCharacters(in: .whitespaces))"
        }
    }
}

/// The project's own files, found from this file's place.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every text file below a folder with one of these endings, in the order of their paths.
    static func files(under folder: String, ending endings: String...) -> [SourceFile] {
        let prefix = root.path(percentEncoded: false)
        let found = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return (found?.allObjects ?? []).compactMap { $0 as? URL }
            .filter { url in endings.contains { url.lastPathComponent.hasSuffix($0) } }
            .compactMap { file(String($0.path(percentEncoded: false).dropFirst(prefix.count))) }
            .sorted { $0.path < $1.path }
    }

    /// One file, or nil if it is not there or no text.
    static func file(_ path: String) -> SourceFile? {
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)).map { SourceFile(path: path, text: $0) }
    }

    /// The Swift files of the program.
    static let sources = files(under: "Sources", ending: ".swift")
    /// All Swift files that people write.
    static let swift = sources + files(under: "Tests", ending: ".swift") + files(under: "Plugins", ending: ".swift")
}

/// An offence list as the message of a failed expectation.
func list(_ places: [String]) -> String { "\n" + places.joined(separator: "\n") }
