// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// The OpenAPI 3.1 document, made from the route table.
enum OpenAPI {
    static func document(_ table: RouteTable, version: String) -> JSON {
        var paths: [(String, JSON)] = []
        for route in table.routes {
            guard let operation = route.operation else { continue }
            let entry = (route.method.rawValue.lowercased(), describe(operation, route))
            if let index = paths.firstIndex(where: { $0.0 == route.path }), case .object(let others) = paths[index].1 {
                paths[index].1 = .object(others + [entry])
            } else {
                paths.append((route.path, .object([entry])))
            }
        }
        return [
            "openapi": "3.1.0",
            "info": ["title": "商量 Shangliang", "version": .string(version), "summary": "县区政协协商议事平台"],
            "paths": .object(paths),
            "components": [
                "schemas": ["Problem": problem.json],
                "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
            ],
        ]
    }

    /// RFC 9457, with our code and, for input, the fields.
    private static let problem = Schema.object(
        [
            ("type", .text), ("title", .text), ("status", .integer(minimum: 400, maximum: 599)), ("code", .text),
            ("detail", .text), ("fields", .array(.object([("name", .text), ("detail", .text)]))),
        ], optional: ["fields"])

    private static func describe(_ operation: Operation, _ route: Route) -> JSON {
        var fields: [(String, JSON)] = [
            ("operationId", .string(operation.id)), ("summary", .string(operation.summary)),
            ("parameters", .array(parameters(operation))),
        ]
        if let body = operation.body { fields.append(("requestBody", requestBody(body))) }
        if operation.takesFile {
            fields.append(("requestBody", ["required": .boolean(true), "content": ["application/octet-stream": [:]]]))
        }
        fields.append(("responses", responses(operation.success)))
        switch route.audience {
        case .staff, .resident: fields.append(("security", .array([["bearer": []]])))
        case .everyone, .machine: break
        }
        return .object(fields)
    }

    private static func parameters(_ operation: Operation) -> [JSON] {
        var parameters = operation.parameters.map { parameter -> JSON in
            [
                "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
                "required": .boolean(parameter.place == .path), "description": .string(parameter.meaning),
                "schema": parameter.schema.json,
            ]
        }
        if operation.isIdempotent {
            parameters.append([
                "name": "Idempotency-Key", "in": "header", "required": .boolean(true),
                "description": "16–64 visible ASCII characters; the same key and body get the same answer for 7 days.",
                "schema": ["type": "string", "pattern": "^[!-~]{16,64}$"],
            ])
        }
        return parameters
    }

    private static func requestBody(_ fields: [InputField]) -> JSON {
        let schema = Schema.object(
            fields.map { ($0.name, $0.schema) }, optional: Set(fields.filter { !$0.isRequired }.map(\.name)))
        return ["required": .boolean(true), "content": ["application/json": ["schema": schema.json]]]
    }

    private static func responses(_ success: Operation.Success) -> JSON {
        var good: [(String, JSON)] = [("description", .string(success.meaning))]
        if let schema = success.schema {
            good.append(("content", ["application/json": ["schema": schema.json]]))
        }
        if !success.fileTypes.isEmpty {
            good.append(("content", .object(success.fileTypes.map { ($0, [:]) })))
        }
        return .object([
            (String(success.status), .object(good)),
            (
                "default",
                [
                    "description": "A problem (RFC 9457).",
                    "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
                ]
            ),
        ])
    }
}
