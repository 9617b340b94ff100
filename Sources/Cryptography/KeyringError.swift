// SPDX-License-Identifier: Apache-2.0

/// Why the keys could not be read or made. The sentences are for whoever runs the server.
package enum KeyringError: Error, Equatable, CustomStringConvertible {
    /// There is no key file at this path.
    case missing(path: String)
    /// Other users of the machine can read or change the file.
    case exposed(path: String, mode: UInt32)
    /// The file is not a regular file of 32 bytes.
    case notAKey(path: String)
    /// There is a key already, and it is not to be replaced.
    case alreadyThere(path: String)
    /// The system refused a call; `reason` is its own word for it.
    case system(path: String, reason: String)

    /// What is wrong and what to do about it.
    package var description: String {
        switch self {
        case .missing(let path):
            "there is no key at \(path); restore it from its copy, for without it sealed data stays sealed"
        case .exposed(let path, let mode):
            "the key at \(path) is open to other users (mode \(String(mode, radix: 8))); run: chmod 600 \(path)"
        case .notAKey(let path):
            "the file at \(path) is not a master key of 32 bytes"
        case .alreadyThere(let path):
            "there is a key at \(path) already; a key is never replaced, for what it sealed would stay sealed"
        case .system(let path, let reason):
            "the key at \(path) cannot be used: \(reason)"
        }
    }
}
