// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the fields of a topic's acts offer.
extension TopicDesk {
    func options(
        _ source: InputField.OptionSource, for topic: Topic, in transaction: Transaction
    ) throws -> [InputField.Option] {
        switch source {
        case .mergeTargets: try mergeOptions(for: topic, in: transaction)
        case .rooms: try roomOptions(for: topic, in: transaction)
        case .roomsAbove:
            try RoomStore(tenant: tenant).rooms(above: topic.room, by: site.practice.profile.rooms, in: transaction)
                .map { .init(code: $0.id.text, label: $0.name) }
        case .broughtTopics:
            try TopicDeskStore(tenant: tenant, contents: services.contents).brought(beside: topic, in: transaction)
                .map { .init(code: $0.id.text, label: $0.title, help: $0.reason) }
        default: try commonOptions(source, in: transaction)
        }
    }

    /// What a topic may be merged into: what it is an advice on first, then the most like it, where the nearest say so; nothing
    /// is chosen beforehand.
    private func mergeOptions(for topic: Topic, in transaction: Transaction) throws -> [InputField.Option] {
        let store = TopicDeskStore(tenant: tenant, contents: services.contents)
        let alike = Set(try alike(topic, in: transaction).map(\.topic.id))
        let advised = try ties(of: topic.id, in: transaction).advised
        let targets = try store.mergeTargets(
            for: topic, alike: alike.union([advised].compactMap(\.self)), in: transaction)
        // What nobody else reads is not in the index: of what the room has in hand each is looked at, and what says the same is
        // offered however many came after it.
        let offered = Set(targets.map(\.id))
        let pool = try store.mergePool(for: topic, in: transaction).filter { !offered.contains($0.id) }
        let near = MergeOrder.of(targets + pool, like: topic)
            .filter { $0.isNear || offered.contains($0.target.id) }
        func option(_ target: TopicDeskStore.Named, isNear: Bool) -> InputField.Option {
            .init(code: target.id.text, label: "\(target.deskTitle)\(isNear ? "（文字相近）" : "")")
        }
        return targets.filter { $0.id == advised }.map { option($0, isNear: false) }
            + near.filter { $0.target.id != advised }.map {
                option($0.target, isNear: $0.isNear || alike.contains($0.target.id))
            }
    }

    /// Other rooms in use: first those that have public topics like this one, where the nearest say so; nothing is chosen
    /// beforehand.
    private func roomOptions(for topic: Topic, in transaction: Transaction) throws -> [InputField.Option] {
        let near = try store.rooms(of: try alike(topic, in: transaction).map(\.topic.id), in: transaction)
        let rooms = try RoomStore(tenant: tenant).names(in: [.tenant], limit: Self.roomsMax, in: transaction)
            .filter { $0.id != topic.room }
        func option(_ room: (id: Room.ID, name: String), isNear: Bool) -> InputField.Option {
            .init(code: room.id.text, label: "\(room.name)\(isNear ? "（那里有相近的议题）" : "")")
        }
        return rooms.filter { near.contains($0.id) }.map { option($0, isNear: true) }
            + rooms.filter { !near.contains($0.id) }.map { option($0, isNear: false) }
    }

    private static let roomsMax = 2_000
}
