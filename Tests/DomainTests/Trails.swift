// SPDX-License-Identifier: Apache-2.0

import Domain

/// What random commands did to the cases of one kind, and the log that each case has of it.
struct Trails<Case: Lifecycle> {
    typealias Log = [(event: Case.Event, at: Instant)]

    private(set) var cases: [(value: Case, log: Log)] = []
    private(set) var kindsSeen: Set<String> = []
    private(set) var refusalsSeen: Set<Case.Refused> = []
    /// What was tried last, for the message of a failure.
    private(set) var lastAct = ""
    /// Set when the permitted commands and what the command did do not agree.
    private(set) var disagreement: String?

    var values: [Case] { cases.map(\.value) }

    /// One of the cases; every other time one of the newest, before they have all ended.
    func anyIndex(_ random: inout SeededRandom) -> Int {
        Bool.random(using: &random) ? cases.indices.any(&random) : cases.indices.suffix(5).any(&random)
    }

    /// A new case, if the rules let it begin.
    mutating func begin(
        _ act: String, at now: Instant, _ make: () throws(Case.Refused) -> Transition<Case>
    ) {
        lastAct = act
        do {
            let transition = try make()
            kindsSeen.insert(transition.event.kind)
            cases.append((transition.after, [(transition.event, now)]))
        } catch {
            refusalsSeen.insert(error)
        }
    }

    /// One act on a case. `isPermitted`: what its buttons say, nil for what nobody is asked about; `byArguments`: the
    /// refusals that depend on what the command is told, and so may come although the button is there.
    mutating func act(
        _ act: String, on index: Int, at now: Instant, isPermitted: Bool?, byArguments: Set<Case.Refused> = [],
        _ carryOut: (Case) throws(Case.Refused) -> Transition<Case>
    ) {
        lastAct = "\(act) on \(cases[index].value)"
        do {
            let transition = try carryOut(cases[index].value)
            if isPermitted == false { disagreement = "done, but not permitted" }
            kindsSeen.insert(transition.event.kind)
            cases[index].value = transition.after
            cases[index].log.append((transition.event, now))
        } catch {
            if isPermitted == true && !byArguments.contains(error) {
                disagreement = "permitted, but refused: \(error)"
            }
            refusalsSeen.insert(error)
        }
    }
}
