// SPDX-License-Identifier: Apache-2.0

/// The number of an official document (发文字号), as in 安政协议〔2026〕3号: of a yearly register, without gaps, never used again.
package struct DocumentNumber: Hashable, Sendable, Codable {
    /// Which organ, and which kind of document.
    package let prefix: String
    package let year: Int
    package let serial: Int

    package init(prefix: String, year: Int, serial: Int) {
        self.prefix = prefix
        self.year = year
        self.serial = serial
    }

    /// As it stands on the document: hexagonal brackets, no leading zero (GB/T 9704).
    package var text: String { "\(prefix)〔\(year)〕\(serial)号" }
}
