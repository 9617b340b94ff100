// SPDX-License-Identifier: Apache-2.0

@testable import Server

/// What holds for any text that is read as the header of cookies.
enum CookieProperty {
    /// What does not hold, if anything.
    static func broken(by bytes: [UInt8]) -> String? {
        let header = String(decoding: bytes, as: UTF8.self)
        let cookies = CookieHeader.read(header)
        guard cookies.count <= 50 else { return "\(cookies.count) cookies" }
        for (name, value) in cookies {
            guard !name.unicodeScalars.contains(";"), !name.unicodeScalars.contains("="),
                !value.unicodeScalars.contains(";")
            else { return "two cookies in one: \(name.debugDescription) \(value.debugDescription)" }
        }
        let size = cookies.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard size <= header.utf8.count else { return "\(size) bytes out of \(header.utf8.count)" }
        let again = CookieHeader.read(cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))
        return again == cookies ? nil : "written \(cookies), read \(again)"
    }
}
