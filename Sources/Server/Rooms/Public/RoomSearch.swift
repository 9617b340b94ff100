// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a list of rooms is narrowed to, as it stands in the address: the same for residents, the desk and programs.
struct RoomSearch: Sendable {
    let query: RoomStore.Query

    /// Throws ``InputProblems`` for what is none of the filters' values.
    init(_ request: WebRequest) throws {
        let words = try InputField("q", "查找", .line(limit: 60), isRequired: false).read(request.query["q"]).get()
        query = RoomStore.Query(
            area: try request.area(),
            level: try Self.choice("level", "级别", Room.Level.allCases.map(\.rawValue), request)
                .flatMap(Room.Level.init),
            words: words,
            isComplete: try Self.choice("complete", "是否齐备", ["yes", "no"], request).map { $0 == "yes" })
    }

    /// One of these words of the address, if any.
    static func choice(
        _ name: String, _ label: String, _ codes: [String], _ request: WebRequest
    ) throws -> String? {
        try InputField(name, label, .choice(codes.map { .init(code: $0, label: $0) }), isRequired: false)
            .read(request.query[name]).get()
    }

    /// The filters as they travel on to the next page.
    var pairs: [(name: String, value: String)] {
        [
            ("q", query.words), ("area", query.area?.text), ("level", query.level?.rawValue),
            ("complete", query.isComplete.map { $0 ? "yes" : "no" }),
        ].compactMap { name, value in value.map { (name, $0) } }
    }

    /// The address of this list with other filters or at another place.
    func address(_ base: String, setting more: [(name: String, value: String?)] = []) -> String {
        let kept = pairs.filter { pair in !more.contains { $0.name == pair.name } }
        let all = kept + more.compactMap { name, value in value.map { (name: name, value: $0) } }
        guard !all.isEmpty else { return base }
        return "\(base)?" + all.map { "\($0.name)=\(FormEncoding.encode($0.value))" }.joined(separator: "&")
    }
}
