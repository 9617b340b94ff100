// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OpinionMap

@Suite("Votes in a file")
struct VoteFileTests {
    private func problem(_ text: String) -> VoteFileProblem? { problem(Array(text.utf8)) }

    private func problem(_ bytes: [UInt8]) -> VoteFileProblem? {
        do throws(VoteFileProblem) {
            _ = try VoteFile(bytes)
            return nil
        } catch {
            return error
        }
    }

    private func named(_ file: VoteFile) -> [String] {
        file.votes.map { "\(file.participants[$0.participant]) \(file.statements[$0.statement]) \($0.answer.rawValue)" }
    }

    @Test("columns in any order, among others, lines ended in any way, with a byte order mark or without")
    func forms() throws {
        let plain = try VoteFile(Array("participant,statement,vote\na,s1,1\nb,s1,-1\na,s2,0\n".utf8))
        #expect(named(plain) == ["a s1 1", "b s1 -1", "a s2 0"])
        for text in [
            "vote,at,statement,participant\r\n1,,s1,a\r\n-1,7,s1,b\r\n\r\n0,x,s2,a",
            "\u{FEFF}participant,statement,vote\ra,s1,1\rb,s1,-1\ra,s2,0\r",
            "\"participant\",\"statement\",\"vote\"\n\"a\",s1,\"1\"\nb,\"s1\",-1\n\na,s2,0\n\n",
        ] {
            #expect(named(try VoteFile(Array(text.utf8))) == named(plain))
        }
    }

    @Test("names of any kind: with commas, quotation marks, line ends, spaces, in any script")
    func names() throws {
        let file = try VoteFile(
            Array("participant,statement,vote\n\"王, \"\"五\"\"\n\",路灯,1\n a ,路灯,0\n\"\"\"\",路灯,-1\n".utf8))
        #expect(named(file) == ["王, \"五\"\n 路灯 1", " a  路灯 0", "\" 路灯 -1"])
    }

    @Test("whole numbers are ordered by value and before other names, these by their bytes")
    func order() throws {
        let names = ["10", "x", "9", "-1", "01", "10a", "99999999999999999999", "é", "X"]
        let rows = names.map { "\($0),\($0),1\n" }.joined()
        let file = try VoteFile(Array("participant,statement,vote\n\(rows)".utf8))
        #expect(file.participants == ["-1", "9", "10", "01", "10a", "99999999999999999999", "X", "x", "é"])
        #expect(file.statements == file.participants)
        #expect(named(file) == names.map { "\($0) \($0) 1" })
    }

    @Test("many names are told apart")
    func many() throws {
        let rows = (0..<5000).reversed().map { "p\($0 % 2500),\($0),0\n" }.joined()
        let file = try VoteFile(Array("participant,statement,vote\n\(rows)".utf8))
        #expect(file.participants.count == 2500)
        #expect(file.statements == (0..<5000).map(String.init))
        #expect(file.votes.count == 5000)
    }

    @Test("statements that are listed are there without votes")
    func listed() throws {
        let file = try VoteFile(Array("participant,statement,vote\n1,5,1\n".utf8), listed: ["7", "5", "b"])
        #expect(file.statements == ["5", "7", "b"])
        #expect(file.votes.map(\.statement) == [0])
    }

    @Test("a file with nothing but the names of its columns holds no votes")
    func noVotes() throws {
        #expect(try VoteFile(Array("participant,statement,vote".utf8)).votes.isEmpty)
    }

    @Test("what cannot be read is refused with line and reason")
    func problems() {
        let header = "participant,statement,vote\n"
        #expect(problem("") == VoteFileProblem(.empty, line: 1))
        #expect(problem("\u{FEFF}") == VoteFileProblem(.empty, line: 1))
        #expect(problem("participant,vote\n") == VoteFileProblem(.column("statement"), line: 1))
        #expect(problem("participant,statement,vote,vote\n") == VoteFileProblem(.column("vote"), line: 1))
        #expect(problem(header + "a,b,1\na,b\n") == VoteFileProblem(.fieldCount(2, 3), line: 3))
        #expect(problem(header + "a,b,1,\n") == VoteFileProblem(.fieldCount(4, 3), line: 2))
        for vote in ["2", "", "agree", "+1", "1.0", " 1", "--1", "-", "10", "−1"] {
            #expect(problem(header + "a,b,\(vote)\n") == VoteFileProblem(.vote(vote), line: 2))
        }
        #expect(problem(header + "\n,b,1\n") == VoteFileProblem(.noParticipant, line: 3))
        #expect(problem(header + "a,\"\",1\n") == VoteFileProblem(.noStatement, line: 2))
        #expect(problem(header + "\"a\nb\",c,1\n\"a,b,1\n") == VoteFileProblem(.quotation, line: 4))
        #expect(problem(header + "\"a\"b,c,1\n") == VoteFileProblem(.quotation, line: 2))
        #expect(problem(Array(header.utf8) + [0xFF, 0x2C, 0x61, 0x2C, 0x31]) == VoteFileProblem(.notUTF8, line: 2))
    }
}
