// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import NIOCore

/// What the framework carries along a request: the peer's address is all we add.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "-"
    }
}
