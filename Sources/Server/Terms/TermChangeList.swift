// SPDX-License-Identifier: Apache-2.0

import Domain

/// The list of those who go on into a term: a line for each, which begins with the number of the register; what stands behind it
/// is for whoever reads. So the list of the new members can be pasted in from a table, whatever its other columns are.
struct TermChangeList: Sendable {
    /// Without what is blank around them, and with single blanks within.
    private let lines: [String]
    /// What a line may name: its beginning up to each blank, since a number can have blanks of its own.
    private let keys: Set<String>

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Self.plain($0) }
        keys = Set(lines.flatMap(Self.beginnings))
    }

    private static func plain(_ text: some StringProtocol) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func beginnings(_ line: String) -> [String] {
        line.isEmpty ? [] : line.indices.filter { line[$0] == " " }.map { String(line[..<$0]) } + [line]
    }

    /// Whether it names a member; somebody without a number is named by the id of the record.
    func names(_ member: TermChangeStore.Member) -> Bool { keys.contains(Self.key(of: member)) }

    /// The lines, counted from one, that name none of these.
    func unknownLines(among members: [TermChangeStore.Member]) -> [Int] {
        let known = Set(members.map(Self.key))
        return lines.enumerated().filter { !$0.element.isEmpty && known.isDisjoint(with: Self.beginnings($0.element)) }
            .map { $0.offset + 1 }
    }

    /// The list of these people, as the form shows it.
    static func text(_ members: [TermChangeStore.Member]) -> String {
        members.map { "\(key(of: $0)) \($0.name)" }.joined(separator: "\n")
    }

    private static func key(of member: TermChangeStore.Member) -> String {
        member.number.isEmpty ? member.person.text : plain(member.number)
    }
}
