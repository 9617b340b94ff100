// SPDX-License-Identifier: Apache-2.0

extension ContextChecker {
    /// Judges a `\(…)` at the present place and moves on over it.
    mutating func meet(_ hole: Hole) {
        switch state {
        case .text: meetInText(hole)
        case .plainText:
            if hole == .html || hole == .raw { problems.append(.markupOutsideText) } else { meetInText(hole) }
        case .attributeValue: meetInAttributeValue(hole)
        case .tagName, .betweenAttributes, .attributeEnd, .attributeName: meetInTag(hole)
        case .tagStart:
            problems.append(.valueInTagName)
            tag = [UInt8(ascii: "?")]  // Any name will do, so that the rest of the tag is read as a tag.
            state = .tagName
        case .attributeEquals, .unquotedValue:
            problems.append(.valueInUnquotedAttribute(attributeText))
            state = .unquotedValue
        case .code: problems.append(.valueInCode(String(decoding: tag, as: UTF8.self)))
        case .comment, .declaration: problems.append(.valueInComment)
        }
    }

    private mutating func meetInText(_ hole: Hole) {
        switch hole {
        case .value, .html, .raw: break
        case .url: problems.append(.urlOutsideAddress)
        case .attribute: problems.append(.attributeOutsideTag)
        }
    }

    private mutating func meetInTag(_ hole: Hole) {
        if hole == .attribute, !tag.isEmpty, !isEndTag {
            if state == .attributeName { endAttributeName() }
            state = .attributeEnd
            return
        }
        switch (hole, state) {
        case (.attribute, _): problems.append(.attributeOutsideTag)
        case (.html, _), (.raw, _): problems.append(.markupOutsideText)
        case (.url, _): problems.append(.urlOutsideAddress)
        case (.value, .tagName): problems.append(.valueInTagName)
        case (.value, _): problems.append(.valueInAttributeName)
        }
    }

    private mutating func meetInAttributeValue(_ hole: Hole) {
        let isAddress = AttributeName.isAddress(attribute)
        switch hole {
        case .value:
            if isAddress, !valueHasHole, !staysOnThisSite { problems.append(.valueStartsAddress(attributeText)) }
        case .url:
            if !isAddress || valueHasHole || !valueStart.isEmpty { problems.append(.urlOutsideAddress) }
        case .html, .raw: problems.append(.markupOutsideText)
        case .attribute: problems.append(.attributeOutsideTag)
        }
        valueHasHole = true
    }

    /// Whether the address so far is a path, a query or a fragment that a percent-encoded value cannot lead away.
    private var staysOnThisSite: Bool {
        switch valueStart.first {
        case UInt8(ascii: "/"): !Address.namesAnotherHost(valueStart)
        case UInt8(ascii: "#"), UInt8(ascii: "?"): true
        default: false
        }
    }
}
