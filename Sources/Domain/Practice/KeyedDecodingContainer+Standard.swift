// SPDX-License-Identifier: Apache-2.0

extension KeyedDecodingContainer {
    /// The value of a key, or the standard's where what is read was written before there was such a value.
    func value<Value: Decodable>(_ key: Key, else standard: Value) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? standard
    }
}
