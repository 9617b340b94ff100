// SPDX-License-Identifier: Apache-2.0

extension HTML {
    /// What may stand in `\(…)` inside an `HTML` literal. A type without an overload here does not compile.
    package struct StringInterpolation: StringInterpolationProtocol {
        var bytes: [UInt8]
        private var address = AddressTracker()
        #if DEBUG
            private(set) var pieces: [ContextChecker.Piece] = []
        #endif

        /// Makes room for the literal's text and a short value at each gap.
        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes = []
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        /// The literal's own text, written by the programmer and taken as it is.
        package mutating func appendLiteral(_ literal: String) {
            #if DEBUG
                pieces.append(.literal(literal))
            #endif
            literal.withUTF8Bytes { text in
                address.read(text)
                bytes.append(contentsOf: text)
            }
        }

        private mutating func note(_ hole: ContextChecker.Hole) {
            #if DEBUG
                pieces.append(.hole(hole))
            #endif
        }
    }
}

// MARK: - Values, always escaped

extension HTML.StringInterpolation {
    /// A text, escaped; inside an address such as `href="/topics/\(id)"` it is percent-encoded instead.
    package mutating func appendInterpolation(_ value: String) {
        appendText(value)
    }

    /// A text of any string type, escaped like a `String`.
    package mutating func appendInterpolation(_ value: some StringProtocol) {
        appendText(value)
    }

    /// A text that may be missing; `nil` shows nothing.
    package mutating func appendInterpolation(_ value: String?) {
        appendText(value ?? "")
    }

    /// A whole number in ASCII digits.
    package mutating func appendInterpolation(_ value: Int) {
        appendText(String(value))
    }

    /// A whole number in ASCII digits.
    package mutating func appendInterpolation(_ value: Int64) {
        appendText(String(value))
    }

    private mutating func appendText(_ value: some StringProtocol) {
        note(.value)
        value.withUTF8Bytes { text in
            if address.isOpen {
                PercentEncoding.append(text, to: &bytes)
            } else {
                Escaping.append(text, to: &bytes)
            }
        }
    }
}

// MARK: - HTML, composed as it is

extension HTML.StringInterpolation {
    /// Another piece of HTML.
    package mutating func appendInterpolation(_ html: HTML) {
        note(.html)
        bytes.append(contentsOf: html.bytes)
    }

    /// A piece of HTML that may be missing; `nil` shows nothing.
    package mutating func appendInterpolation(_ html: HTML?) {
        appendInterpolation(html ?? HTML())
    }

    /// Pieces of HTML, one after the other: `\(rows.map(row))`.
    package mutating func appendInterpolation(_ pieces: [HTML]) {
        note(.html)
        for piece in pieces { bytes.append(contentsOf: piece.bytes) }
    }

    /// One piece for each element: `\(each: rows, { row in "<li>\(row.title)</li>" })`.
    package mutating func appendInterpolation<Items: Sequence>(each items: Items, _ piece: (Items.Element) -> HTML) {
        note(.html)
        for item in items { bytes.append(contentsOf: piece(item).bytes) }
    }

    /// One piece when there is a value, nothing when there is none: `\(present: note, { "<p>\($0)</p>" })`.
    package mutating func appendInterpolation<Value>(present value: Value?, _ piece: (Value) -> HTML) {
        appendInterpolation(value.map(piece))
    }

    /// Text that is HTML already and has been made safe elsewhere. A tidy test counts every use.
    package mutating func appendInterpolation(raw text: String) {
        note(.raw)
        bytes.append(contentsOf: text.utf8)
    }
}

// MARK: - Attributes

extension HTML.StringInterpolation {
    /// A whole address for `href`, `src`, `action` and their like; one that could run a script or leave the site
    /// unnoticed (see `Address`) becomes `#`.
    package mutating func appendInterpolation(url address: String) {
        note(.url)
        Address.safe(address).withUTF8Bytes { Escaping.append($0, to: &bytes) }
    }

    /// An attribute with a leading space, as in `<a href="/"\(attribute: "aria-current", current)>`; `nil` writes
    /// nothing. A name that is not lower-case letters and hyphens, or that holds an address, a style, a script or
    /// a document (`href`, `style`, `on…`, `srcdoc`), is a programmer's error and stops the program.
    package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
        beginAttribute(name, noting: .attribute)
        guard let value else { return }
        appendName(name)
        bytes.append(contentsOf: "=\"".utf8)
        value.withUTF8Bytes { Escaping.append($0, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// An attribute without a value, with a leading space, as in `<input type="checkbox"\(flag: "checked", isOn)>`;
    /// `false` writes nothing. The name obeys the rules of `attribute:`.
    package mutating func appendInterpolation(flag name: StaticString, _ isOn: Bool) {
        beginAttribute(name, noting: .attribute)
        if isOn { appendName(name) }
    }

    private mutating func beginAttribute(_ name: StaticString, noting hole: ContextChecker.Hole) {
        note(hole)
        precondition(
            name.withUTF8Buffer { AttributeName.isOrdinary($0) },
            "an attribute of this name must be written in the literal, or not at all: \(name)")
    }

    private mutating func appendName(_ name: StaticString) {
        bytes.append(UInt8(ascii: " "))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
}
