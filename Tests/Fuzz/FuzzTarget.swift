// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What libFuzzer calls for each input. `FuzzedProperty` is named by `Scripts/fuzz`.
@_cdecl("LLVMFuzzerTestOneInput")
public func check(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let broken = FuzzedProperty.broken(by: Array(UnsafeBufferPointer(start: data, count: count))) else {
        return 0
    }
    _ = "broken: \(broken)\n".withCString { write(STDERR_FILENO, $0, strlen($0)) }
    abort()
}
