// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The scope of suggestion items")
struct ItemScopeTests {
    @Test(
        "who sees the village's item: its room's people, leaders and the machine at once, its unit once it is out",
        arguments: ActorKind.allCases)
    func everybody(_ who: ActorKind) throws {
        let scope = ItemScope(of: who.actor)
        let seesAll: Set<ActorKind> = [.roomSecretary, .areaSecretary, .convener, .leader, .console, .system]
        for state in SuggestionItem.State.Name.allCases {
            let isOut = ![.drafted, .approved].contains(state)
            let sees = seesAll.contains(who) || who == .unitOfficer && isOut
            let item = try Village.item(state)
            #expect(item.hasReachedUnit == isOut)
            #expect(scope.includes(item) == sees, "\(state)")
        }
    }

    @Test("the unit that gave it back does not see it any more, the new one does")
    func reassigned() throws {
        let item = try Village.item(.returnRequested).reassigning(
            to: Village.otherUnit, officer: Person.ID(29), by: Village.secretary, at: Village.itemMorning,
            practice: Village.practice
        ).after
        #expect(!ItemScope(of: Village.officer).includes(item))
        #expect(ItemScope(of: ActorKind.otherUnitOfficer.actor).includes(item))
    }

    @Test("nobody may do what nobody sees", arguments: ActorKind.allCases)
    func buttons(_ who: ActorKind) throws {
        let scope = ItemScope(of: who.actor)
        for state in SuggestionItem.State.Name.allCases {
            let item = try Village.item(state)
            #expect(scope.includes(item) || item.permittedCommands(for: who.actor) == [], "\(state)")
        }
    }
}
