// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<ContestEntry> {
    static var contest: Self {
        LifecycleTable(
            title: "Contest entry (参评成果)", subject: "contest",
            examples: ContestEntry.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    /// An entry that somebody has judged; published as a model case.
    private static func example(in state: ContestEntry.State.Name) -> ContestEntry {
        let way: [ContestEntry.Command] =
            switch state {
            case .nominated: [.judge]
            case .published: [.judge, .publish]
            case .withdrawn: [.withdraw]
            }
        let first = ContestEntryEvent.nominated(
            .init(year: 1970, topic: .init(1), room: .init(1), area: Example.area, reason: .erased))
        guard let entry = ContestEntry.replaying([first] + way.map(event), as: .init(1)) else {
            preconditionFailure("the first event nominates a topic")
        }
        return entry
    }

    private static func event(of command: ContestEntry.Command) -> ContestEntryEvent {
        switch command {
        case .judge: .judged(.init(judge: "", topic: .five, research: .five, effect: .five))
        case .publish: .published(.init(.model, words: ""))
        case .visit: .visited(.init(on: Example.day, people: "", record: ""))
        case .withdraw: .withdrawn(reason: .erased)
        }
    }
}
