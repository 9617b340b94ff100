// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import NIOCore

/// What the framework carries along a request: we add the peer's address, and the connection, for streams to take over.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let peer: String
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        peer = source.channel.remoteAddress?.ipAddress ?? "-"
    }
}
