// SPDX-License-Identifier: Apache-2.0

/// Reads a CSV file record by record, without making a string of anything (RFC 4180; lines may end in CR, LF or both).
struct RecordReader {
    /// In which line of the file the record begins, counted from 1.
    private(set) var line = 0
    /// How many fields the record has.
    var count: Int { fields.count }
    /// Whether the record is a line without anything in it.
    private(set) var isBlank = false

    /// Quoted fields are written anew where they stand, without what only quotes.
    private let bytes: UnsafeMutableRawBufferPointer
    private var place = 0
    private var nextLine = 1
    private var fields: [Range<Int>] = []

    private static var comma: UInt8 { UInt8(ascii: ",") }
    private static var quote: UInt8 { UInt8(ascii: "\"") }
    private static var lineFeed: UInt8 { UInt8(ascii: "\n") }
    private static var carriageReturn: UInt8 { UInt8(ascii: "\r") }

    init(_ bytes: UnsafeMutableRawBufferPointer) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    /// At most how many records are still to come.
    var recordsLeftMax: Int {
        bytes[place...].reduce(1) { $0 + ($1 == Self.lineFeed || $1 == Self.carriageReturn ? 1 : 0) }
    }

    /// A field of the record.
    subscript(index: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[fields[index]]) }

    /// Goes on to the next record; false where there is none.
    mutating func next() throws(VoteFileProblem) -> Bool {
        guard place < bytes.count else { return false }
        line = nextLine
        fields.removeAll(keepingCapacity: true)
        let start = place
        repeat { fields.append(try field()) } while endsField()
        isBlank = place == start
        endLine()
        return true
    }

    private mutating func field() throws(VoteFileProblem) -> Range<Int> {
        if place < bytes.count, bytes[place] == Self.quote { return try quotedField() }
        let start = place
        while place < bytes.count, !Self.isEnd(bytes[place]) { place += 1 }
        return start..<place
    }

    private mutating func quotedField() throws(VoteFileProblem) -> Range<Int> {
        let start = place
        var end = place
        place += 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == Self.quote {
                guard place < bytes.count, bytes[place] == Self.quote else {
                    guard place == bytes.count || Self.isEnd(bytes[place]) else { break }
                    return start..<end
                }
                place += 1
            } else if byte == Self.lineFeed || byte == Self.carriageReturn {
                if byte == Self.lineFeed || place == bytes.count || bytes[place] != Self.lineFeed { nextLine += 1 }
            }
            bytes[end] = byte
            end += 1
        }
        throw VoteFileProblem(.quotation, line: line)
    }

    private static func isEnd(_ byte: UInt8) -> Bool {
        byte == comma || byte == lineFeed || byte == carriageReturn
    }

    /// Goes over a comma; false at the end of a line.
    private mutating func endsField() -> Bool {
        guard place < bytes.count, bytes[place] == Self.comma else { return false }
        place += 1
        return true
    }

    private mutating func endLine() {
        guard place < bytes.count else { return }
        let isPair = bytes[place] == Self.carriageReturn && place + 1 < bytes.count && bytes[place + 1] == Self.lineFeed
        place += isPair ? 2 : 1
        nextLine += 1
    }
}
