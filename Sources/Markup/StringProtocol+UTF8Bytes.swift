// SPDX-License-Identifier: Apache-2.0

extension StringProtocol {
    /// Calls `body` with the text's UTF-8 bytes in place where the storage allows it, else with a copy.
    func withUTF8Bytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if utf8.withContiguousStorageIfAvailable(body) == nil {
            Array(utf8).withUnsafeBufferPointer(body)
        }
    }
}
