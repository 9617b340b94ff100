// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<PersonalDataRequest> {
    static var request: Self {
        LifecycleTable(
            title: "Request about personal data (信息申请)", subject: "request",
            examples: PersonalDataRequest.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    private static func example(in state: PersonalDataRequest.State.Name) -> PersonalDataRequest {
        let last: [PersonalDataEvent] =
            switch state {
            case .open: []
            case .granted: [event(of: .grant)]
            case .refused: [event(of: .refuse)]
            }
        let first = PersonalDataEvent.asked(.init(.erase, of: .submitter(.init(1))), deadline: Example.deadline)
        guard let request = PersonalDataRequest.replaying([first] + last, as: .init(1)) else {
            preconditionFailure("the first event asks")
        }
        return request
    }

    private static func event(of command: PersonalDataRequest.Command) -> PersonalDataEvent {
        switch command {
        case .grant: .granted
        case .refuse: .refused(reason: .erased)
        }
    }
}
