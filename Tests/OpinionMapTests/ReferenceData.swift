// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import OpinionMap

/// Public conversations with what others computed from them. They lie beside the project and are no part of it; tests that
/// read them are skipped where they are not.
enum ReferenceData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data/opinion")

    static var isThere: Bool {
        FileManager.default.fileExists(atPath: folder.path(percentEncoded: false))
    }

    /// What an independent implementation of the method found in the votes of vTaiwan's conversation of 2015.
    struct Reference: Decodable {
        let mean: [Double]
        let components: [[Double]]
        let projection: [String: [Double]]
        let groups: Groups
        let by_group: [Counts]
        let group_aware_consensus: [Double]

        struct Groups: Decodable {
            let k: Int
            let silhouette: Double
            let labels: [String: Int]
        }

        struct Counts: Decodable {
            let agree: [Int]
            let disagree: [Int]
            let seen: [Int]
            let agree_test: [Double]
            let disagree_test: [Double]
            let agree_representativeness: [Double]
            let agree_representativeness_test: [Double]
            let disagree_representativeness: [Double]
            let disagree_representativeness_test: [Double]
        }
    }

    static func reference() throws -> (file: VoteFile, reference: Reference) {
        let folder = folder.appending(path: "vtaiwan-uberx")
        return (
            try VoteFile([UInt8](Data(contentsOf: folder.appending(path: "votes.csv")))),
            try JSONDecoder().decode(Reference.self, from: Data(contentsOf: folder.appending(path: "reference.json")))
        )
    }

    /// A conversation as the public interface of Polis gives it, and what its own worker computed: there agreement is −1.
    struct PolisConversation {
        let votes: [Vote]
        let statements: [Statement]
        let result: Result

        struct Result: Decodable {
            let pca: Components
            let baseClusters: BaseClusters
            let groupClusters: [GroupCluster]
            let groupVotes: [String: GroupVotes]
            let groupAwareConsensus: [String: Double]
            let commentPriorities: [String: Double]
            let consensus: [String: [Common]]
            let modOut: [Int]
            let metaTids: [Int]

            enum CodingKeys: String, CodingKey {
                case pca, consensus
                case baseClusters = "base-clusters"
                case groupClusters = "group-clusters"
                case groupVotes = "group-votes"
                case groupAwareConsensus = "group-aware-consensus"
                case commentPriorities = "comment-priorities"
                case modOut = "mod-out"
                case metaTids = "meta-tids"
            }
        }

        struct Components: Decodable {
            let center: [Double]
            let comps: [[Double]]
            let commentExtremity: [Double]

            enum CodingKeys: String, CodingKey {
                case center, comps
                case commentExtremity = "comment-extremity"
            }
        }

        struct BaseClusters: Decodable {
            let id: [Int]
            let members: [[Int]]
            let x: [Double]
            let y: [Double]
        }

        struct GroupCluster: Decodable {
            let id: Int
            let members: [Int]
        }

        struct GroupVotes: Decodable {
            let votes: [String: Counts]
        }

        struct Counts: Decodable {
            let A: Int
            let D: Int
            let S: Int
        }

        struct Common: Decodable {
            let tid: Int
        }

        private struct VoteLine: Decodable {
            let participant: Int
            let statement: Int
            let vote: Int8
            let modified: Milliseconds
        }

        /// A number, or a number as text.
        private struct Milliseconds: Decodable {
            let value: Double

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                value = try (try? container.decode(Double.self)) ?? Double(container.decode(String.self)) ?? 0
            }
        }

        init(_ name: String) throws {
            let folder = ReferenceData.folder.appending(path: name)
            let lines = try JSONDecoder().decode(
                [VoteLine].self, from: Data(contentsOf: folder.appending(path: "votes.json")))
            result = try JSONDecoder().decode(
                Result.self, from: Data(contentsOf: folder.appending(path: "math-pca2.json")))
            votes = lines.sorted { $0.modified.value < $1.modified.value }.compactMap { line in
                Vote.Answer(rawValue: line.vote).map {
                    Vote(participant: line.participant, statement: line.statement, answer: $0)
                }
            }
            let (out, meta) = (Set(result.modOut), Set(result.metaTids))
            statements = result.commentPriorities.keys.compactMap { Int($0) }.map {
                Statement(id: $0, isOut: out.contains($0), isMeta: meta.contains($0))
            }
        }

        /// The groups that its worker found, by participant.
        var groupOfParticipant: [Int: Int] {
            let base = Dictionary(uniqueKeysWithValues: zip(result.baseClusters.id, result.baseClusters.members))
            return Dictionary(
                result.groupClusters.flatMap { group in
                    group.members.flatMap { base[$0] ?? [] }.map { ($0, group.id) }
                }
            ) { $1 }
        }
    }
}

/// How far two ways to part the same people agree: 1 if fully, about 0 if by chance (Hubert and Arabie 1985).
func adjustedRandIndex(_ one: [Int], _ other: [Int]) -> Double {
    func pairs(_ count: Int) -> Double { Double(count * (count - 1)) / 2 }
    func pairs(_ labels: some Sequence<[Int]>) -> Double {
        Dictionary(grouping: labels) { $0 }.values.reduce(0) { $0 + pairs($1.count) }
    }
    let both = pairs(zip(one, other).map { [$0, $1] })
    let (first, second, all) = (pairs(one.map { [$0] }), pairs(other.map { [$0] }), pairs(one.count))
    let expected = first * second / all
    let most = (first + second) / 2
    return most == expected ? 1 : (both - expected) / (most - expected)
}
