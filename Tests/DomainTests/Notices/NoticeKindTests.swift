// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("How notices of a kind go out")
struct NoticeKindTests {
    /// Every kind that may be silent, by choice and the channel's pace.
    @Test("a choice counts over the channel's pace, but a channel that was turned off stays silent")
    func free() {
        let expected: [(NoticeChoice, NoticePace, NoticePace)] = [
            (.usual, .none, .none), (.usual, .digest, .digest), (.usual, .each, .each),
            (.each, .none, .none), (.each, .digest, .each), (.each, .each, .each),
            (.digest, .none, .none), (.digest, .digest, .digest), (.digest, .each, .digest),
            (.product, .none, .none), (.product, .digest, .none), (.product, .each, .none),
        ]
        for kind in NoticeKind.allCases where !kind.isRequired {
            for channel in ContactChannel.allCases {
                for (choice, usual, pace) in expected {
                    #expect(NoticeKind.pace(of: kind, choice, on: channel, usual: usual) == pace)
                }
            }
        }
    }

    @Test("what the law asks for is never left to the product alone where mail can go out")
    func required() {
        #expect(NoticeKind.allCases.filter(\.isRequired) == [.personalData, .backups])
        for kind in NoticeKind.allCases where kind.isRequired {
            #expect(!NoticeChoice.choices(for: kind).contains(.product))
            for choice in NoticeChoice.allCases {
                for usual in NoticePace.allCases {
                    #expect(NoticeKind.pace(of: kind, choice, on: .mail, usual: usual) != .none)
                }
                #expect(NoticeKind.pace(of: kind, choice, on: .sms, usual: .none) == .none)
            }
        }
    }

    @Test("an event that this program does not know goes as the channel does")
    func unknown() {
        for usual in NoticePace.allCases {
            #expect(NoticeKind.pace(of: nil, .usual, on: .mail, usual: usual) == usual)
        }
    }

    @Test("administrators choose for what they may hear of, and nobody else for backups and the log")
    func kinds() {
        func kinds(_ roles: Role...) -> [NoticeKind] {
            NoticeKind.kinds(
                for: Staff(id: .init(1), name: "某人", appointments: roles.map { Appointment($0, .tenant) }))
        }
        #expect(kinds(.systemAdministrator) == [.backups, .accounts])
        #expect(kinds(.auditAdministrator) == [.backups, .accounts])
        #expect(kinds(.securityAdministrator) == [.accounts])
        #expect(
            kinds(.member) == [
                .topics, .sessions, .items, .receptions, .sentiments, .lookBacks, .proposals, .accounts,
            ])
        #expect(!kinds(.roomSecretary).contains(.proposals) && kinds(.proposalOfficer).contains(.proposals))
        #expect(kinds(.privacyOfficer).contains(.personalData) && !kinds(.privacyOfficer).contains(.backups))
    }
}
