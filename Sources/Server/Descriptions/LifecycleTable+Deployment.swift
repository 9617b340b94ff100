// SPDX-License-Identifier: Apache-2.0

import Domain

extension LifecycleTable<DeploymentReceipt> {
    static var receipt: Self {
        LifecycleTable(
            title: "Receipt of a notice (传达部署的回执)", subject: "receipt",
            examples: DeploymentReceipt.State.Name.allCases.map { ($0.rawValue, example(in: $0)) },
            whose: { Example.names(of: $0.holders) }, actor: { _ in .staff(Example.staff) }, event: event,
            state: { $0.state.name.rawValue })
    }

    private static func example(in state: DeploymentReceipt.State.Name) -> DeploymentReceipt {
        let way: [DeploymentReceipt.Command] =
            switch state {
            case .sent: []
            case .signed: [.sign]
            case .reported: [.sign, .report]
            case .excused: [.excuse]
            }
        let order = Deployment.Order(
            .convey, title: "", text: "", organ: nil, day: Example.day, dueOn: Example.day, addressees: [addressee],
            files: [])
        let first = DeploymentReceiptEvent.sent(.init(Deployment(order, as: .init(1)), to: addressee))
        guard let receipt = DeploymentReceipt.replaying([first] + way.map(event), as: .init(1)) else {
            preconditionFailure("the first event sends it")
        }
        return receipt
    }

    private static let addressee = Deployment.Addressee.room(.init(1), Example.area)

    private static func event(of command: DeploymentReceipt.Command) -> DeploymentReceiptEvent {
        switch command {
        case .sign: .signed
        case .report: .reported(.init(on: Example.day, words: "", files: []))
        case .link: .linked(.topic(.init(1)))
        case .remind: .reminded(on: Example.day)
        case .excuse: .excused(reason: .erased)
        }
    }
}
