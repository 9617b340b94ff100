// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The lifecycle of a suggestion item")
struct ItemLifecycleTests {
    private let table = RuleTable(
        itemTable,
        columns: [
            .init(name: "command", values: SuggestionItem.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: SuggestionItem.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: Self.kinds.map(\.name)),
        ])
    /// Everybody, and somebody who keeps the room and works for the unit: a person of two offices.
    private static let kinds =
        ActorKind.allCases.map { (name: $0.rawValue, actor: $0.actor) }
        + [(name: "secretary who is of its unit", actor: Village.secretaryOfUnit)]

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 24 * 11 * 20)
    }

    @Test("the code does what the rule book says", arguments: SuggestionItem.Command.allCases)
    func obeyed(_ command: SuggestionItem.Command) throws {
        for name in SuggestionItem.State.Name.allCases {
            let item = try Village.item(name)
            #expect(item.state.name == name)
            for who in Self.kinds {
                let said = table.outcomes[[command.rawValue, name.rawValue, who.name]]
                #expect(outcome(of: command, on: item, by: who.actor) == said, "\(command) \(name) \(who.name)")
            }
        }
    }

    @Test("the buttons are those commands that the rule book permits", arguments: SuggestionItem.State.Name.allCases)
    func buttons(_ name: SuggestionItem.State.Name) throws {
        let item = try Village.item(name)
        for who in Self.kinds {
            let permitted = SuggestionItem.Command.allCases.filter { command in
                let said = table.outcomes[[command.rawValue, name.rawValue, who.name]] ?? ""
                return said == "stays" || said.hasPrefix("→")
            }
            #expect(item.permittedCommands(for: who.actor) == Set(permitted), "\(name) \(who.name)")
        }
    }

    @Test("a unit's officer acts for the own units alone, whatever else the person is")
    func units() throws {
        let item = try Village.item(.dispatched)
        func officer(_ appointments: Appointment...) -> Actor {
            .staff(Staff(id: Person.ID(24), name: "村民", appointments: appointments))
        }
        let ofTwo = officer(
            Appointment(.unitOfficer, .unit(Village.otherUnit)), Appointment(.unitOfficer, .unit(Village.unit)))
        #expect(item.role(of: ofTwo, for: .accept) == .unitOfficer)
        #expect(item.role(of: ofTwo, for: .verify) == nil)
        // The role counts for a unit; an appointment for a place, or another role for the unit, opens nothing.
        #expect(item.role(of: officer(Appointment(.unitOfficer, .tenant)), for: .accept) == nil)
        #expect(item.role(of: officer(Appointment(.leader, .unit(Village.unit))), for: .accept) == nil)
        #expect(item.role(of: officer(Appointment(.roomSecretary, .unit(Village.unit))), for: .grantExtension) == nil)
    }

    @Test("state names, refusal codes and adoptions are stable: the database and the API know them")
    func stableNames() {
        #expect(
            SuggestionItem.State.Name.allCases.map(\.rawValue)
                == [
                    "drafted", "approved", "dispatched", "return_requested", "accepted", "in_progress", "reported",
                    "sent_back", "verified", "closed", "reopened",
                ])
        #expect(
            ItemRefusal.allCases.map(\.code) == [
                "not_yours", "no_milestone", "milestone_has_passed", "not_draft", "discarded",
                "not_approved",
                "already_dispatched", "not_dispatched", "return_window_over", "already_returned",
                "no_return_requested", "same_unit", "same_person", "not_accepted", "unknown_milestone",
                "already_overdue", "already_extended", "extension_waits", "no_extension_asked", "already_reported",
                "declined_is_not_solved", "not_reported",
                "not_verified",
                "still_asking", "not_closed", "reopen_window_over", "already_closed", "already_reminded",
                "nothing_owed", "not_supervised", "needs_signatures", "already_signed", "signs_alone",
                "same_person_twice", "own_work", "day_not_seen", "not_researched",
            ])
        #expect(SuggestionItem.Adoption.allCases.map(\.rawValue) == ["adopted", "partly", "declined"])
    }

    private func outcome(
        of command: SuggestionItem.Command, on item: SuggestionItem, by actor: Actor
    ) -> String {
        do {
            let next = try item.carryingOut(command, by: actor).after.state.name
            return next == item.state.name ? "stays" : "→ \(next.rawValue)"
        } catch {
            return error.code
        }
    }
}
