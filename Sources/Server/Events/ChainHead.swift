// SPDX-License-Identifier: Apache-2.0

/// How far the chain of events was, as leaders are mailed it. Whoever has database and keys can compute a chain anew, but not
/// the mails that others keep.
package struct ChainHead: Hashable, Sendable {
    /// The number of the last sealed event; the chain counts from 1, without gaps.
    package let position: Int64
    package let signature: [UInt8]

    package init(position: Int64, signature: [UInt8]) {
        self.position = position
        self.signature = signature
    }

    /// Out of a mail, or of its line alone. Nil where no such line is.
    package init?(_ text: String) {
        guard let match = text.firstMatch(of: /第\s*([0-9]{1,18})\s*号\s*签名\s*([A-Za-z0-9_-]{80,100})/),
            let position = Int64(match.output.1), let signature = Base64URL.decode(match.output.2)
        else { return nil }
        self.init(position: position, signature: signature)
    }

    /// As the mail says it.
    package var line: String { "事件链 第\(position)号 签名 \(Base64URL.encode(signature))" }
}
