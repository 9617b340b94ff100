// SPDX-License-Identifier: Apache-2.0

import CExpat
import Glibc

/// An element's name without its prefix, and its attributes, as long as the parser stands at it.
struct XMLElement {
    fileprivate let name: UnsafePointer<XML_Char>
    fileprivate let attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

    init(_ name: UnsafePointer<XML_Char>, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>? = nil) {
        self.name = Self.local(name)
        self.attributes = attributes
    }

    /// Whether the element is called so, whatever its prefix.
    func isCalled(_ name: StaticString) -> Bool { Self.equal(self.name, name) }

    /// The value of an attribute, whatever its prefix.
    subscript(attribute: StaticString) -> String? {
        guard var pair = attributes else { return nil }
        while let name = pair[0], let value = pair[1] {
            if Self.equal(Self.local(name), attribute) { return String(cString: value) }
            pair += 2
        }
        return nil
    }

    private static func local(_ name: UnsafePointer<XML_Char>) -> UnsafePointer<XML_Char> {
        strrchr(name, 0x3A).map { UnsafePointer($0 + 1) } ?? name
    }

    private static func equal(_ name: UnsafePointer<XML_Char>, _ other: StaticString) -> Bool {
        strncmp(
            name, UnsafeRawPointer(other.utf8Start).assumingMemoryBound(to: CChar.self), other.utf8CodeUnitCount + 1)
            == 0
    }
}
