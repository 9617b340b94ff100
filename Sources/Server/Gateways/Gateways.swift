// SPDX-License-Identifier: Apache-2.0

import Domain

/// The ways out that this installation has.
struct Gateways: Sendable {
    private let byChannel: [ContactChannel: any Gateway]
    /// What would have been sent, where messages are shown instead.
    let shown: ShownMessages?

    init(_ settings: GatewaySettings) {
        switch settings.mode {
        case .show:
            let shown = ShownMessages()
            self.shown = shown
            byChannel = Dictionary(uniqueKeysWithValues: ContactChannel.allCases.map { ($0, shown) })
        case .send(let mail, let sms):
            shown = nil
            var byChannel: [ContactChannel: any Gateway] = [:]
            if let mail { byChannel[.mail] = MailGateway(mail) }
            if let sms { byChannel[.sms] = SMSGateway(sms) }
            self.byChannel = byChannel
        }
    }

    /// The channels by which something can be sent, in their order.
    var channels: [ContactChannel] { ContactChannel.allCases.filter { byChannel[$0] != nil } }

    subscript(_ channel: ContactChannel) -> (any Gateway)? { byChannel[channel] }

    func close() async {
        for channel in channels { await byChannel[channel]?.close() }
    }
}
