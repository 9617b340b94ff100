// SPDX-License-Identifier: Apache-2.0

/// A field that somebody fills in: the same for the form and for JSON. All of them together are the field registry.
struct InputField: Sendable {
    let name: String
    /// As a sentence names it: 议题内容.
    let label: String
    let kind: Kind
    let isRequired: Bool

    init(_ name: String, _ label: String, _ kind: Kind, isRequired: Bool = true) {
        self.name = name
        self.label = label
        self.kind = kind
        self.isRequired = isRequired
    }

    enum Kind: Sendable {
        /// Several lines, at most so many characters as people count them.
        case paragraph(limit: Int)
        case line(limit: Int)
        /// One of these codes.
        case choice([String])
        /// Taken as it is, never trimmed, never shown again.
        case secret
        /// The version of the record that the person saw.
        case version
    }

    /// What is wrong with a value that was typed, or the value in its normal form.
    func read(_ typed: String?) -> Result<String?, FieldProblem> {
        switch kind {
        case .secret: return readSecret(typed)
        case .version: return readVersion(typed)
        case .paragraph, .line, .choice: break
        }
        let value = PlainText.normalised(typed ?? "", keepsLines: keepsLines)
        guard !value.isEmpty else {
            return isRequired ? .failure(problem("还没有填“\(label)”。")) : .success(nil)
        }
        switch kind {
        case .paragraph(let limit), .line(let limit):
            guard value.utf8.count <= limit * 16, value.count <= limit else {
                return .failure(problem("“\(label)”写了\(min(value.count, 99_999))字，最多\(limit)字，请删短一些。"))
            }
        case .choice(let codes):
            guard codes.contains(value) else { return .failure(problem("请在“\(label)”里选一项。")) }
        case .version, .secret: break
        }
        return .success(value)
    }

    /// The field as the OpenAPI document names it. An empty text is as good as none.
    var schema: Schema {
        let minLength = isRequired ? 1 : nil
        switch kind {
        case .paragraph(let limit), .line(let limit): return .string(minLength: minLength, maxLength: limit)
        case .choice(let codes): return .string(values: isRequired ? codes : codes + [""])
        case .secret: return .string(minLength: minLength, maxLength: 256)
        case .version: return .string(pattern: isRequired ? "^[1-9][0-9]{0,8}$" : "^([1-9][0-9]{0,8})?$")
        }
    }

    private var keepsLines: Bool {
        if case .paragraph = kind { return true }
        return false
    }

    private func readSecret(_ typed: String?) -> Result<String?, FieldProblem> {
        guard let typed, !typed.isEmpty, typed.utf8.count <= 256 else {
            return .failure(problem("还没有填“\(label)”，或者太长。"))
        }
        return .success(typed)
    }

    /// Nothing is trimmed away here: a version that is not understood must not count as none, which guards nothing.
    private func readVersion(_ typed: String?) -> Result<String?, FieldProblem> {
        let typed = typed ?? ""
        if typed.isEmpty, !isRequired { return .success(nil) }
        let digits = typed.utf8
        guard (1...9).contains(digits.count), digits.first != UInt8(ascii: "0"),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return .failure(problem("“\(label)”要是一个正整数。")) }
        return .success(typed)
    }

    private func problem(_ sentence: String) -> FieldProblem {
        FieldProblem(field: name, sentence: sentence)
    }
}

/// What is wrong with one field, and what to do.
struct FieldProblem: Error, Hashable, Sendable {
    let field: String
    let sentence: String
}
