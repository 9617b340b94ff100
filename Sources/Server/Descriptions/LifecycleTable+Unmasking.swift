// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<UnmaskingRequest> {
    static var unmasking: Self {
        LifecycleTable(
            title: "Request to unmask (查看申请)", subject: "unmasking",
            examples: UnmaskingRequest.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { whose($0) }, actor: { .staff($0.holders == UnmaskingRequest.askers ? Example.staff : officer) },
            event: event, state: { $0.state.name.rawValue })
    }

    /// Somebody else than who asked: nobody decides on the own request.
    private static let officer = Staff(id: .init(2), name: "", appointments: Example.staff.appointments)

    private static func whose(_ command: UnmaskingRequest.Command) -> String {
        command.holders == UnmaskingRequest.askers ? "the convener who asked" : Example.names(of: command.holders)
    }

    private static func example(in state: UnmaskingRequest.State.Name) -> UnmaskingRequest {
        let last: [UnmaskingEvent] =
            switch state {
            case .open: []
            case .granted: [event(of: .grant)]
            case .refused: [event(of: .refuse)]
            case .withdrawn: [event(of: .withdraw)]
            }
        let first = UnmaskingEvent.requested(
            .init(
                identity: .submitter(.init(1)), room: .init(1), area: Example.area, asker: Example.staff.id,
                reason: .erased), deadline: Example.deadline)
        guard let request = UnmaskingRequest.replaying([first] + last, as: .init(1)) else {
            preconditionFailure("the first event asks")
        }
        return request
    }

    private static func event(of command: UnmaskingRequest.Command) -> UnmaskingEvent {
        switch command {
        case .grant: .granted(until: 0)
        case .refuse: .refused(reason: .erased)
        case .withdraw: .withdrawn
        case .look: .looked
        }
    }
}
