// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The lifecycle of a consultation session")
struct SessionLifecycleTests {
    private let table = RuleTable(
        sessionTable,
        columns: [
            .init(name: "command", values: ConsultationSession.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: ConsultationSession.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 31 * 11 * 19)
    }

    @Test("the code does what the rule book says", arguments: ConsultationSession.Command.allCases)
    func obeyed(_ command: ConsultationSession.Command) throws {
        for name in ConsultationSession.State.Name.allCases {
            let session = try Village.session(name)
            #expect(session.state.name == name)
            for who in ActorKind.allCases {
                let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]]
                #expect(outcome(of: command, on: session, by: who.actor) == said, "\(command) \(name) \(who.rawValue)")
            }
        }
    }

    @Test(
        "the buttons are those commands that the rule book permits", arguments: ConsultationSession.State.Name.allCases)
    func buttons(_ name: ConsultationSession.State.Name) throws {
        let session = try Village.session(name)
        for who in ActorKind.allCases {
            let permitted = ConsultationSession.Command.allCases.filter { command in
                let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                return said == "stays" || said.hasPrefix("→")
            }
            #expect(session.permittedCommands(for: who.actor) == Set(permitted), "\(name) \(who.rawValue)")
        }
    }

    @Test("the log records the role in which somebody acted here, and none for those without one")
    func recordedRole() throws {
        let session = try Village.session(.minutesDrafted)
        #expect(session.role(of: Village.convener, for: .confirmMinutes) == .convener)
        #expect(session.role(of: Village.secretary, for: .object) == .roomSecretary)
        #expect(session.role(of: ActorKind.participant.actor, for: .object) == .member)
        #expect(session.role(of: ActorKind.otherMember.actor, for: .object) == nil)
        #expect(session.role(of: ActorKind.otherRoomSecretary.actor, for: .draftMinutes) == nil)
        #expect(session.role(of: .system, for: .archive) == nil)
    }

    @Test("a convener who is a member too loses nothing by it, in whatever order the appointments stand")
    func convenerAndMember() throws {
        let member = Appointment(.member, .tenant)
        let convener = Appointment(.convener, .room(Village.room))
        for appointments in [[member, convener], [convener, member]] {
            for id in [Person.ID(24), Village.memberID] {
                let both = Actor.staff(Staff(id: id, name: "村民", appointments: appointments))
                let session = try Village.session(.minutesDrafted)
                #expect(session.refusal(of: .object, by: both) == nil)
                let objected = try session.objecting("漏了一句", of: Participant.ID(84), by: both)
                #expect(objected.event == .objected(participant: Participant.ID(84), text: .kept("漏了一句")))
            }
        }
    }

    @Test("state names, refusal codes, categories and stances are stable: the database and the API know them")
    func stableNames() {
        #expect(
            ConsultationSession.State.Name.allCases.map(\.rawValue)
                == [
                    "planned", "announced", "ready", "in_progress", "concluded", "minutes_drafted",
                    "minutes_confirmed", "outcome_issued", "archived", "postponed", "cancelled",
                ])
        #expect(
            SessionRefusal.allCases.map(\.code) == [
                "not_yours", "no_topic", "topic_not_open", "no_proposal", "proposal_not_open", "no_handling_material",
                "form_not_yours", "co_host_twice", "not_researched",
                "notice_too_short", "day_has_passed",
                "not_announced", "already_announced", "circle_incomplete", "papers_late", "not_ready",
                "not_yet_the_day",
                "not_in_progress", "already_begun", "nobody_present", "no_visit", "already_present", "code_expired",
                "already_listed", "nobody_waits", "floor_taken", "nobody_speaks", "not_present", "no_paper",
                "too_many_papers", "too_many_leaders", "no_pair", "all_answered", "reminded_today", "not_online",
                "not_by_link", "is_substitute", "phone_on_list", "too_many_substitutes",
                "not_open_to_members", "already_joined", "one_topic", "unknown_participant", "not_concluded",
                "no_minutes", "too_many_objections", "minutes_stand", "minutes_not_confirmed", "no_items",
                "outcome_issued",
                "outcome_not_issued", "already_postponed", "not_postponed", "cancelled", "archived",
            ])
        #expect(
            ParticipantCategory.allCases.map(\.rawValue) == ["member", "department", "grassroots", "people", "expert"])
        #expect(
            ConsultationSession.Opinion.Stance.allCases.map(\.rawValue)
                == ["suggestion", "support", "objection", "information", "question"])
        #expect(Participant.Answer.allCases.map(\.rawValue) == ["coming", "online", "declined", "substituted"])
        #expect(Participant.Arrival.allCases.map(\.rawValue) == ["signed_in", "named", "online"])
    }

    private func outcome(
        of command: ConsultationSession.Command, on session: ConsultationSession, by actor: Actor
    ) -> String {
        do {
            let next = try session.carryingOut(command, by: actor).after.state.name
            return next == session.state.name ? "stays" : "→ \(next.rawValue)"
        } catch {
            return error.code
        }
    }
}
