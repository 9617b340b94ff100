// SPDX-License-Identifier: Apache-2.0

/// A JSON Schema, as far as the API needs one.
indirect enum Schema: Sendable {
    case string(pattern: String? = nil, values: [String]? = nil, minLength: Int? = nil, maxLength: Int? = nil)
    case integer(minimum: Int? = nil, maximum: Int? = nil)
    case boolean
    case array(Schema)
    case nullable(Schema)
    /// Fields in order; those that may be missing are named.
    case object([(String, Schema)], optional: Set<String> = [])
    case any

    static let id = Schema.string(pattern: "^[0-9A-HJKMNP-TV-Z]{13}$")
    static let day = Schema.string(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    static let moment = Schema.string(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+[+]08:00$")
    static let text = Schema.string()

    /// A page of a list.
    static func page(of item: Schema) -> Schema {
        .object([("items", .array(item)), ("next", .nullable(.string()))])
    }

    /// An object with one more field; anything else as it is.
    func adding(_ name: String, _ field: Schema) -> Schema {
        guard case .object(let properties, let optional) = self else { return self }
        return .object(properties + [(name, field)], optional: optional)
    }

    /// The schema as JSON.
    var json: JSON {
        switch self {
        case .string(let pattern, let values, let minLength, let maxLength):
            var fields: [(String, JSON)] = [("type", "string")]
            if let pattern { fields.append(("pattern", .string(pattern))) }
            if let values { fields.append(("enum", .array(values.map(JSON.string)))) }
            if let minLength { fields.append(("minLength", .integer(Int64(minLength)))) }
            if let maxLength { fields.append(("maxLength", .integer(Int64(maxLength)))) }
            return .object(fields)
        case .integer(let minimum, let maximum):
            var fields: [(String, JSON)] = [("type", "integer")]
            if let minimum { fields.append(("minimum", .integer(Int64(minimum)))) }
            if let maximum { fields.append(("maximum", .integer(Int64(maximum)))) }
            return .object(fields)
        case .boolean: return ["type": "boolean"]
        case .array(let item): return .object([("type", "array"), ("items", item.json)])
        case .nullable(let schema): return .object([("anyOf", .array([schema.json, ["type": "null"]]))])
        case .object(let properties, let optional):
            return .object([
                ("type", "object"),
                ("properties", .object(properties.map { ($0.0, $0.1.json) })),
                ("required", .array(properties.map(\.0).filter { !optional.contains($0) }.map(JSON.string))),
                ("additionalProperties", .boolean(false)),
            ])
        case .any: return .object([])
        }
    }
}
