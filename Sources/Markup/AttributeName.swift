// SPDX-License-Identifier: Apache-2.0

/// What an attribute's name says about its value. Names are UTF-8 bytes and compared without regard to case.
enum AttributeName {
    /// Whether the value is an address that a browser loads or follows.
    static func isAddress(_ name: some Collection<UInt8>) -> Bool {
        addresses.contains { equal(name, $0) }
    }

    /// Whether the value is code, a style or a document: the content policy refuses it, so it is not written at all.
    static func isForbidden(_ name: some Collection<UInt8>) -> Bool {
        equal(name.prefix(2), Array("on".utf8)) || equal(name, Array("style".utf8)) || equal(name, Array("srcdoc".utf8))
    }

    /// Whether a name may be given to `attribute:` and `flag:`: lower-case letters and hyphens, any text as value.
    static func isOrdinary(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        !name.isEmpty && name.allSatisfy { isLowerCase($0) || $0 == UInt8(ascii: "-") } && !isForbidden(name)
            && !isAddress(name)
    }

    /// Whether a byte may stand in a name that is written in a literal.
    static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."):
            true
        default: isLowerCase(byte)
        }
    }

    private static let addresses: [[UInt8]] = [
        "href", "src", "action", "formaction", "srcset", "poster", "xlink:href",
        "imagesrcset", "data", "cite", "ping", "background", "manifest",
    ].map { Array($0.utf8) }

    private static func isLowerCase(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func equal(_ name: some Collection<UInt8>, _ known: [UInt8]) -> Bool {
        name.count == known.count && zip(name, known).allSatisfy { lowered($0) == $1 }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
