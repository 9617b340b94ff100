// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain

/// A page of a list: its items, and the cursor of the page after.
struct ListPage<Item: Sendable>: Sendable {
    let items: [Item]
    let next: String?

    /// From one item more than fits, as stores are asked for: it says whether there is a page after.
    init(_ found: [Item], limit: Int, cursor: ListCursor, place: (Item) -> String) {
        items = Array(found.prefix(limit))
        next = found.count > limit ? items.last.map { cursor.write(place($0)) } : nil
    }
}

/// The place where a page of a list ended. Bound to filter and sort, so that it means nothing for another list.
struct ListCursor: Sendable {
    let keys: Keyring
    let filter: String

    func write(_ place: String) -> String {
        let bytes = Array(place.utf8)
        return Base64URL.encode(tag(bytes) + bytes)
    }

    /// Throws ``WebFailure/malformedCursor`` for one that this list did not give.
    func read(_ text: String) throws(WebFailure) -> String {
        guard text.utf8.count <= 400, let bytes = Base64URL.decode(text), bytes.count > 8 else {
            throw .malformedCursor
        }
        let place = Array(bytes.dropFirst(8))
        guard ConstantTime.areEqual(Array(bytes.prefix(8)), tag(place)) else { throw .malformedCursor }
        return String(decoding: place, as: UTF8.self)
    }

    private func tag(_ place: [UInt8]) -> [UInt8] {
        Array(keys.forms.code(for: LengthPrefixed.join([Array("cursor".utf8), Array(filter.utf8), place])).prefix(8))
    }
}

extension WebRequest {
    /// The day that the query names, nil where it names none. Throws ``InputProblems`` for what is no day, as an empty one.
    func day(_ name: String, _ label: String) throws -> Day? {
        guard let typed = query[name] else { return nil }
        do {
            return try InputField(name, label, .day).read(typed).get().flatMap { Day($0) }
        } catch {
            throw InputProblems([error])
        }
    }

    /// How many items a page of a list has: 1–100, 50 if nothing is said.
    func limit() throws(WebFailure) -> Int {
        guard let text = query["limit"] else { return 50 }
        guard let limit = Int(text), (1...100).contains(limit) else { throw .malformedLimit }
        return limit
    }

    /// The state that a list is narrowed to; nil for all. Throws ``InputProblems`` for one that there is not.
    func state<State: RawRepresentable<String>>() throws(InputProblems) -> State? {
        try named("state", otherwise: "没有这种状态。")
    }

    /// Which part of a list is asked for; nil if nothing is said. Throws ``InputProblems`` for one that there is not.
    func part<Part: RawRepresentable<String>>() throws(InputProblems) -> Part? {
        try named("part", otherwise: "没有这一部分。")
    }

    private func named<Value: RawRepresentable<String>>(
        _ field: String, otherwise sentence: String
    ) throws(InputProblems) -> Value? {
        guard let text = query[field] else { return nil }
        guard let value = Value(rawValue: text) else {
            throw InputProblems([.init(field: field, sentence: sentence)])
        }
        return value
    }

    /// The record after which a page of a list begins; nil for the first page.
    func after<Entity>(_ cursor: ListCursor) throws(WebFailure) -> Identifier<Entity>? {
        guard let text = query["cursor"] else { return nil }
        guard let id = Identifier<Entity>(try cursor.read(text)) else { throw .malformedCursor }
        return id
    }

    /// The key and the record after which a page of a list begins that is in the order of a key; nil for the first page.
    func place<Entity>(after cursor: ListCursor) throws(WebFailure) -> (key: String, id: Identifier<Entity>)? {
        guard let text = query["cursor"] else { return nil }
        let halves = try cursor.read(text).split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, let id = Identifier<Entity>(halves[1]) else { throw .malformedCursor }
        return (String(halves[0]), id)
    }

    /// The area a list is narrowed to. Throws ``InputProblems`` for what is no code.
    func area() throws -> AreaCode? {
        guard let text = query["area"], !text.isEmpty else { return nil }
        guard let area = AreaCode(text) else {
            throw InputProblems([.init(field: "area", sentence: "区划代码是12位数字。")])
        }
        return area
    }
}

extension Operation.Parameter {
    static let area = Self(
        name: "area", place: .query, schema: .string(pattern: "^([0-9]{12})?$"),
        meaning: "12-digit code of an area; what lies in it counts.")
    static let limit = Self(
        name: "limit", place: .query, schema: .integer(minimum: 1, maximum: 100),
        meaning: "Items on a page, 50 if not said.")
    static let cursor = Self(
        name: "cursor", place: .query, schema: .string(minLength: 1), meaning: "The `next` of the page before.")
}
