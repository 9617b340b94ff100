// SPDX-License-Identifier: Apache-2.0

/// What counts as one address: of IPv6 the first 64 bits, since a household has the others to choose from.
enum AddressGroup {
    static func of(_ address: String) -> String {
        guard let bytes = Network.bytes(of: address) else { return address }
        guard bytes.count == 16 else { return bytes.map { String($0) }.joined(separator: ".") }
        return Base64URL.encode(Array(bytes.prefix(8)))
    }
}
