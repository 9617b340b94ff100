// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Holds a thread inside a blocking body until the test lets it go.
package final class Gate: Sendable {
    private let entered = DispatchSemaphore(value: 0)
    private let opened = DispatchSemaphore(value: 0)

    package init() {}

    /// Called by the body: says that it is there, and waits.
    package func pass() {
        entered.signal()
        opened.wait()
    }

    /// Waits until a body has arrived.
    package func awaitArrival() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.entered.wait()
                continuation.resume()
            }
        }
    }

    /// Lets one body that has arrived go on.
    package func open() { opened.signal() }
}
