// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A record's way as programs read it: what its page says, to the same person, with the record that is read. An act's answer is the
/// record alone.
extension CaseDesk {
    /// None is told, unless the kind says otherwise.
    static var tellsSteps: Bool { false }

    /// None, unless the kind says otherwise.
    func trace(of record: Case, for actor: Actor, in transaction: Transaction) throws -> Trace { Trace(steps: []) }

    /// The record as a program reads it, with the way that it has come and what comes next.
    func read(_ record: Case, for actor: Actor, in transaction: Transaction) throws -> JSON {
        let json = try told(record, for: actor, in: transaction)
        guard Self.tellsSteps else { return json }
        return json.adding("steps", TraceAPI.json(try trace(of: record, for: actor, in: transaction)))
    }

    /// The shape of that.
    static var readSchema: Schema {
        tellsSteps ? toldSchema.adding("steps", TraceAPI.schema) : toldSchema
    }
}

/// Steps as programs read them.
enum TraceAPI {
    static let schema = Schema.array(
        .object([
            ("stage", .string(values: ["done", "now", "next"])), ("act", .text), ("meta", .nullable(.text)),
            ("said", .nullable(.text)),
        ]))

    static func json(_ trace: Trace) -> JSON { .array(trace.steps.map(json)) }

    private static func json(_ step: Trace.Step) -> JSON {
        let stage: JSON =
            switch step.stage {
            case .done: "done"
            case .now: "now"
            case .next: "next"
            }
        return [
            "stage": stage, "act": .string(step.act), "meta": .optional(step.meta), "said": .optional(step.quote),
        ]
    }
}
