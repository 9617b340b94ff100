// SPDX-License-Identifier: Apache-2.0

extension ContextChecker {
    /// Moves on over one byte of the literal's own text.
    mutating func read(_ byte: UInt8) {
        switch state {
        case .text:
            if byte == UInt8(ascii: "<") { state = .tagStart }
        case .plainText, .code: readUntilEndTag(byte)
        case .tagStart: readTagStart(byte)
        case .tagName: readTagName(byte)
        case .betweenAttributes, .attributeEnd: readBetweenAttributes(byte)
        case .attributeName: readAttributeName(byte)
        case .attributeEquals: readAttributeEquals(byte)
        case .attributeValue: readAttributeValue(byte)
        case .unquotedValue:
            if byte == UInt8(ascii: ">") { endTag() } else if Self.isSpace(byte) { state = .betweenAttributes }
        case .comment: readUntilCommentEnd(byte)
        case .declaration: readDeclaration(byte)
        }
    }

    // MARK: - Tags

    private mutating func readTagStart(_ byte: UInt8) {
        tag = []
        isEndTag = false
        switch byte {
        case UInt8(ascii: "!"):
            window = []
            state = .declaration
        case UInt8(ascii: "/"):
            isEndTag = true
            state = .tagName
        case _ where Self.isLetter(byte):
            tag = [byte | 0x20]
            state = .tagName
        default:
            problems.append(.bareLessThan)
            state = .text
        }
    }

    private mutating func readTagName(_ byte: UInt8) {
        if AttributeName.allows(byte) {
            tag.append(Self.isLetter(byte) ? byte | 0x20 : byte)
            return
        }
        if tag.isEmpty { problems.append(.malformedTag) }
        switch byte {
        case UInt8(ascii: ">"): endTag()
        case UInt8(ascii: "/"): state = .betweenAttributes
        case _ where Self.isSpace(byte): state = .betweenAttributes
        default: problems.append(.malformedTag)
        }
    }

    private mutating func endTag() {
        window = []
        let name = String(decoding: tag, as: UTF8.self)
        state = isEndTag ? .text : Self.content(of: name)
    }

    private static func content(of element: String) -> State {
        switch element {
        case "script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext": .code
        case "title", "textarea": .plainText
        default: .text
        }
    }

    // MARK: - Attributes

    private mutating func readBetweenAttributes(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: ">"): endTag()
        case UInt8(ascii: "/"): state = .betweenAttributes
        case _ where Self.isSpace(byte): state = .betweenAttributes
        case _ where AttributeName.allows(byte) && state == .betweenAttributes:
            attribute = [byte]
            state = .attributeName
        default:
            problems.append(.malformedTag)
            state = .betweenAttributes
        }
    }

    private mutating func readAttributeName(_ byte: UInt8) {
        if AttributeName.allows(byte) {
            attribute.append(byte)
            return
        }
        endAttributeName()
        switch byte {
        case UInt8(ascii: "="): state = .attributeEquals
        case UInt8(ascii: ">"): endTag()
        case UInt8(ascii: "/"): state = .betweenAttributes
        case _ where Self.isSpace(byte): state = .betweenAttributes
        default:
            problems.append(.malformedTag)
            state = .betweenAttributes
        }
    }

    /// Judges the name that has just been read, be there a value or not.
    mutating func endAttributeName() {
        if AttributeName.isForbidden(attribute) { problems.append(.forbiddenAttribute(attributeText)) }
    }

    private mutating func readAttributeEquals(_ byte: UInt8) {
        if byte == UInt8(ascii: "\"") {
            valueStart = []
            valueHasHole = false
            state = .attributeValue
        } else {
            problems.append(.attributeNotInDoubleQuotes(attributeText))
            if byte == UInt8(ascii: ">") { endTag() } else { state = .unquotedValue }
        }
    }

    private mutating func readAttributeValue(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): state = .attributeEnd
        case UInt8(ascii: "<"), UInt8(ascii: ">"): problems.append(.angleBracketInAttribute(attributeText))
        default:
            if !valueHasHole { valueStart.append(byte) }
        }
    }

    /// The attribute's name as written, for messages.
    var attributeText: String { String(decoding: attribute, as: UTF8.self) }

    // MARK: - Code, comments, declarations

    private mutating func readUntilEndTag(_ byte: UInt8) {
        window.append(Self.isLetter(byte) ? byte | 0x20 : byte)
        let end = Array("</".utf8) + tag
        if window.count > end.count { window.removeFirst(window.count - end.count) }
        if window == end {
            isEndTag = true
            state = .tagName
        }
    }

    private mutating func readDeclaration(_ byte: UInt8) {
        window.append(byte)
        if window == Array("--".utf8) {
            window = []
            state = .comment
        } else if byte == UInt8(ascii: ">") {
            state = .text
        }
    }

    private mutating func readUntilCommentEnd(_ byte: UInt8) {
        window.append(byte)
        if window.count > 3 { window.removeFirst() }
        if window == Array("-->".utf8) { state = .text }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0C, 0x0D: true
        default: false
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
