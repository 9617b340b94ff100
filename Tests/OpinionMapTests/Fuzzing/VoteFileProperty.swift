// SPDX-License-Identifier: Apache-2.0

@testable import OpinionMap

/// What holds for any bytes that are said to be votes: they are refused with a line that is there, or what was read can be
/// written down again and read as the same, and makes a map in which everybody has a place.
enum VoteFileProperty {
    /// What does not hold, if anything.
    static func broken(by bytes: [UInt8]) -> String? {
        do throws(VoteFileProblem) {
            let file = try VoteFile(bytes)
            let rows = file.votes.map {
                "\(quoted(file.participants[$0.participant])),\(quoted(file.statements[$0.statement])),\($0.answer.rawValue)\r\n"
            }
            let again = try VoteFile(Array("participant,statement,vote\r\n\(rows.joined())".utf8))
            guard again.votes == file.votes, again.participants == file.participants,
                again.statements == file.statements
            else { return "read differently" }
            let map = OpinionMap(file.votes)
            guard map.participants == Array(file.participants.indices), map.places.allSatisfy({ $0 - $0 == .zero })
            else {
                return "somebody has no place"
            }
            return nil
        } catch {
            let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
            return (1...lines).contains(error.line) ? nil : "line \(error.line) of \(lines)"
        }
    }

    private static func quoted(_ name: String) -> String {
        var quoted = "\""
        for scalar in name.unicodeScalars { quoted.unicodeScalars += scalar == "\"" ? [scalar, scalar] : [scalar] }
        return quoted + "\""
    }
}
