// SPDX-License-Identifier: Apache-2.0

import Markup

/// A link in running text or in a list of links.
struct TextLink: Sendable {
    var text: String
    /// Where it leads: a path, a fragment or an absolute `https:` or `tel:` address.
    var address: String

    /// The link.
    var html: HTML { "<a href=\"\(url: address)\">\(text)</a>" }
}
