// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("A committee's names, phone and hosts")
struct CommitteeFaceTests {
    private let keeper = Village.person(40, .systemAdministrator, .tenant)
    private let values = CommitteeFace.Values(name: "甲", shortName: "乙", contact: "1", hosts: [])

    private func face(_ hosts: [String] = []) -> CommitteeFace {
        let names = Set(hosts.compactMap { HostName($0) })
        return CommitteeFace(
            id: .init(1), values: .init(name: "甲", shortName: "乙", contact: "2", hosts: names), version: 3)
    }

    @Test("only the system administrator changes them", arguments: Role.allCases)
    func roles(_ role: Role) {
        let actor = Village.person(41, role, role == .unitOfficer ? .unit(Village.unit) : .tenant)
        #expect(face().refusal(of: .change, by: actor) == (role == .systemAdministrator ? nil : .notYours))
    }

    @Test("a change is one event; none, a foreign host and the own one taken away are refused")
    func changes() throws {
        let free = CommitteeFace.Reach(taken: ["b.example"], current: nil)
        let changed = try face().changing(to: values, reach: free, by: keeper)
        #expect(changed.after.version == 4 && changed.after.values == values)
        #expect(throws: CommitteeRefusal.nothingChanged) {
            _ = try changed.after.changing(to: values, reach: free, by: keeper)
        }
        let hosts = Set(["a.example", "b.example"].compactMap { HostName($0) })
        let taking = CommitteeFace.Values(name: "甲", shortName: "乙", contact: "1", hosts: hosts)
        #expect(throws: CommitteeRefusal.hostTaken) { _ = try face().changing(to: taking, reach: free, by: keeper) }
        #expect(throws: CommitteeRefusal.hostInUse) {
            _ = try face(["c.example"]).changing(
                to: values, reach: .init(taken: [], current: "c.example"), by: keeper)
        }
    }

    @Test("a host is a host name and nothing else")
    func hostNames() {
        for good in ["www.example.org", "localhost", "127.0.0.1", "xn--fiqs8s", "A.Example"] {
            #expect(HostName(good)?.text == good.lowercased())
        }
        let long = Array(repeating: "abcdefgh", count: 30).joined(separator: ".")
        for bad in ["", ".", "a.", "-a", "a-", "a_b", "a:80", "a/b", "http://a", "a b", "县.example", long] {
            #expect(HostName(bad) == nil, "\(bad)")
        }
    }
}
