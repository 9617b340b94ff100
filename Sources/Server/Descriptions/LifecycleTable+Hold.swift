// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<RecordHold> {
    static var hold: Self {
        LifecycleTable(
            title: "Hold on a record (依法留存)", subject: "hold",
            examples: RecordHold.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    private static func example(in state: RecordHold.State.Name) -> RecordHold {
        let last: [HoldEvent] =
            switch state {
            case .placed: []
            case .lifted: [event(of: .lift)]
            }
        let first = HoldEvent.placed(on: .topic(.init(1)), reason: .erased)
        guard let hold = RecordHold.replaying([first] + last, as: .init(1)) else {
            preconditionFailure("the first event places it")
        }
        return hold
    }

    private static func event(of command: RecordHold.Command) -> HoldEvent {
        switch command {
        case .lift: .lifted(reason: .erased)
        }
    }
}
