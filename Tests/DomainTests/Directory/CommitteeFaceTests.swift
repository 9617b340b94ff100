// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("A committee's names, phone and hosts")
struct CommitteeFaceTests {
    private let keeper = Village.person(40, .systemAdministrator, .tenant)
    private let values = CommitteeFace.Values(name: "甲", shortName: "乙", contact: "1", hosts: [])

    private func face(_ hosts: [String] = []) -> CommitteeFace {
        CommitteeFace(
            id: .init(1),
            values: .init(name: "甲", shortName: "乙", contact: "2", hosts: hosts.compactMap { HostName($0) }), version: 3
        )
    }

    private func reach(
        names: Set<String> = [], shortNames: Set<String> = [], taken: Set<String> = [], current: String? = nil
    ) -> CommitteeFace.Reach {
        .init(names: names, shortNames: shortNames, taken: taken, current: current)
    }

    @Test("only the system administrator changes them", arguments: Role.allCases)
    func roles(_ role: Role) {
        let actor = Village.person(41, role, role == .unitOfficer ? .unit(Village.unit) : .tenant)
        #expect(face().refusal(of: .change, by: actor) == (role == .systemAdministrator ? nil : .notYours))
    }

    @Test("a change is one event; none, a foreign host and the own one taken away are refused")
    func changes() throws {
        let free = reach(taken: ["b.example"])
        let changed = try face().changing(to: values, reach: free, by: keeper)
        #expect(changed.after.version == 4 && changed.after.values == values)
        #expect(throws: CommitteeRefusal.nothingChanged) {
            _ = try changed.after.changing(to: values, reach: free, by: keeper)
        }
        let hosts = ["a.example", "b.example"].compactMap { HostName($0) }
        let taking = CommitteeFace.Values(name: "甲", shortName: "乙", contact: "1", hosts: hosts)
        #expect(throws: CommitteeRefusal.hostTaken) { _ = try face().changing(to: taking, reach: free, by: keeper) }
        #expect(throws: CommitteeRefusal.hostInUse) {
            _ = try face(["c.example"]).changing(
                to: values, reach: reach(current: "c.example"), by: keeper)
        }
    }

    @Test("another committee's name is refused, and one that was shared before may stay")
    func names() throws {
        let others = reach(names: ["丙", "丁全称"], shortNames: ["丁", "乙"])
        let wrong: [(String, String, CommitteeRefusal)] = [
            ("丙", "乙", .nameTaken), ("戊", "丁", .shortNameTaken), ("丁全称", "丁", .nameTaken),
        ]
        for (name, shortName, refusal) in wrong {
            let values = CommitteeFace.Values(name: name, shortName: shortName, contact: "2", hosts: [])
            #expect(throws: refusal) { _ = try face().changing(to: values, reach: others, by: keeper) }
        }
        // “乙” is its own and another's already: the phone is changed all the same. A short name is no letter-head.
        let phone = CommitteeFace.Values(name: "丁", shortName: "乙", contact: "3", hosts: [])
        #expect(try face().changing(to: phone, reach: others, by: keeper).after.values.name == .kept("丁"))
    }

    @Test("hosts stay in the order in which they were written, each once")
    func order() throws {
        let hosts = ["z.example", "A.example", "Z.example"].compactMap { HostName($0) }
        let values = CommitteeFace.Values(name: "甲", shortName: "乙", contact: "2", hosts: hosts)
        #expect(values.hosts == ["z.example", "a.example"])
        // Another one first is a change, and nothing else is needed for it.
        let turned = CommitteeFace.Values(name: "甲", shortName: "乙", contact: "2", hosts: hosts.suffix(2))
        let changed = try face(["z.example", "a.example"]).changing(to: turned, reach: reach(), by: keeper)
        #expect(changed.after.values.hosts == ["a.example", "z.example"])
    }

    @Test("a host is a host name and nothing else")
    func hostNames() {
        for good in ["www.example.org", "localhost", "127.0.0.1", "xn--fiqs8s", "A.Example"] {
            #expect(HostName(good)?.text == good.lowercased())
            #expect(HostName(stored: good.lowercased()).isSound)
        }
        for old in ["my_host", "A.Example", "a..b"] {
            #expect(HostName(stored: old).text == old && !HostName(stored: old).isSound)
        }
        let long = Array(repeating: "abcdefgh", count: 30).joined(separator: ".")
        for bad in ["", ".", "a.", "-a", "a-", "a_b", "a:80", "a/b", "http://a", "a b", "县.example", long] {
            #expect(HostName(bad) == nil, "\(bad)")
        }
    }
}
