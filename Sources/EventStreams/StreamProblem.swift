// SPDX-License-Identifier: Apache-2.0

/// Why a framework's answer ends where a stream begins.
package enum StreamProblem: Error {
    /// The hub has the connection now: the framework is to let it go.
    case taken
    /// The connection has no ``StreamConnection``, or is a stream already.
    case noConnection
}
