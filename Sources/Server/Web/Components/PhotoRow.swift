// SPDX-License-Identifier: Apache-2.0

import Markup

/// Photos side by side, each opening by itself.
struct PhotoRow: Sendable {
    /// Where each is.
    var addresses: [String]

    /// The row; nothing without photos.
    var html: HTML {
        guard !addresses.isEmpty else { return HTML() }
        let items = addresses.enumerated().map { Self.item($0.element, $0.offset + 1) }
        return "<ul class=\"photos\">\(items.joined())</ul>"
    }

    private static func item(_ address: String, _ number: Int) -> HTML {
        """
        <li><a href="\(url: address)"><img src="\(url: address)" alt="第\(number)张照片" loading="lazy"></a></li>
        """
    }
}
