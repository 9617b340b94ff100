// SPDX-License-Identifier: Apache-2.0

/// One way in which an `HTML` literal is not safe, or not of the shape that the check can vouch for.
enum ContextProblem: Equatable {
    case valueInTagName
    case valueInAttributeName
    case valueInUnquotedAttribute(String)
    case valueInCode(String)
    case valueInComment
    case valueStartsAddress(String)
    case urlOutsideAddress
    case markupOutsideText
    case attributeOutsideTag
    case forbiddenAttribute(String)
    case attributeNotInDoubleQuotes(String)
    case angleBracketInAttribute(String)
    case bareLessThan
    case malformedTag
    case endsOutsideText

    /// What is wrong and what to write instead.
    var sentence: String {
        switch self {
        case .valueInTagName: "a value in a tag's name"
        case .valueInAttributeName: "a value in an attribute's name; use attribute: or flag:"
        case .valueInUnquotedAttribute(let name): "a value in the unquoted attribute \(name)"
        case .valueInCode(let element): "a value inside <\(element)>, where nothing can be escaped"
        case .valueInComment: "a value in a comment or a declaration"
        case .valueStartsAddress(let name): "a plain value begins the address in \(name); use url:"
        case .urlOutsideAddress: "url: belongs at the start of an attribute that holds an address"
        case .markupOutsideText: "HTML or raw text outside text content"
        case .attributeOutsideTag: "attribute: and flag: belong in a tag, between attributes"
        case .forbiddenAttribute(let name): "the attribute \(name) is not written here: no styles, no inline scripts"
        case .attributeNotInDoubleQuotes(let name): "the value of \(name) is not in double quotes right after the ="
        case .angleBracketInAttribute(let name): "an angle bracket in the value of \(name); write &lt; or &gt;"
        case .bareLessThan: "a bare < in text; write &lt;"
        case .malformedTag: "a tag that is not <name attribute=\"value\" …>"
        case .endsOutsideText: "the literal does not end in text content"
        }
    }
}
