// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("What members and bodies must have")
struct MembershipTests {
    private func member(
        _ level: Membership.Level = .own, sector: Bool = true, committee: Bool = true, area: Bool = true,
        party: Bool = false, branches: Int = 0
    ) -> Membership {
        Membership(
            level: level, sector: sector ? .init(1) : nil, committee: committee ? .init(2) : nil,
            area: area ? AreaCode("990101001000") : nil, isPartyMember: party, branches: branches)
    }

    @Test("a member needs a sector, a special committee and an area; a guest from a higher committee an area")
    func axes() {
        #expect(member().gaps == [])
        #expect(member(sector: false).gaps == [.sector])
        #expect(member(committee: false, area: false).gaps == [.committee, .area])
        #expect(member(.province, sector: false, committee: false).gaps == [])
        #expect(member(.city, sector: false, committee: false, area: false).gaps == [.area])
    }

    @Test("a Party member of this committee is in exactly one duty branch", arguments: [0, 1, 2])
    func branch(_ branches: Int) {
        #expect(member(party: true, branches: branches).gaps == (branches == 1 ? [] : [.branch]))
        #expect(member(party: false, branches: branches).gaps == [])
        #expect(member(.national, party: true, branches: branches).gaps == [])
    }

    @Test("a work committee is complete with its four posts, each of which is missed")
    func posts() {
        let all: Set<Organ.Post> = [.head, .deputy, .office, .officer]
        #expect(Organ.missingPosts(of: .workCommittee, held: all) == [])
        for post in all { #expect(Organ.missingPosts(of: .workCommittee, held: all.subtracting([post])) == [post]) }
        #expect(Organ.missingPosts(of: .sector, held: [.member]) == [.convener])
        #expect(Organ.missingPosts(of: .expertPool, held: []) == [])
    }

    @Test("whoever is secretary of a duty branch heads the special committee on which it stands")
    func secretaries() {
        let (head, other): (Person.ID, Person.ID) = (.init(1), .init(2))
        #expect(!Organ.isApart(secretaries: [head], fromHeads: [head]))
        #expect(Organ.isApart(secretaries: [other], fromHeads: [head]))
        #expect(Organ.isApart(secretaries: [head, other], fromHeads: [head]), "each of them")
        #expect(
            !Organ.isApart(secretaries: [], fromHeads: [head]) && !Organ.isApart(secretaries: [other], fromHeads: []))
    }

    @Test("a unit needs somebody who answers for it, and somebody who stands in for one who does so alone")
    func unitOfficers() {
        #expect(HandlingUnit.gap(officers: 0, substitutes: 1) == .officer)
        #expect(HandlingUnit.gap(officers: 1, substitutes: 0) == .substitute)
        #expect(
            HandlingUnit.gap(officers: 1, substitutes: 1) == nil && HandlingUnit.gap(officers: 2, substitutes: 0) == nil
        )
    }

    @Test("a credit code is 18 characters of its alphabet with the right check")
    func creditCodes() {
        #expect(CreditCode("91350100M000100Y43")?.text == "91350100M000100Y43")
        #expect(CreditCode("91350100m000100y43")?.text == "91350100M000100Y43")
        for wrong in ["91350100M000100Y44", "91350100M000100Y4", "91350100M000100I43", "", "９1350100M000100Y43"] {
            #expect(CreditCode(wrong) == nil, "\(wrong)")
        }
    }
}
