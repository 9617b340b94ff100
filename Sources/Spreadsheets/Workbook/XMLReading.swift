// SPDX-License-Identifier: Apache-2.0

import CExpat

/// What hears of the elements of one part while it is read.
protocol XMLListener: AnyObject {
    func started(_ element: XMLElement) throws(SpreadsheetProblem)
    func ended(_ element: XMLElement) throws(SpreadsheetProblem)
    func heard(_ text: UnsafeRawBufferPointer)
}

/// Reads one XML part as it is unpacked. Document types are refused, so that there are no entities but XML's own five
/// and nothing is ever fetched.
final class XMLReading {
    private let parser: XML_Parser
    private let part: String
    private let listener: any XMLListener
    private var problem: SpreadsheetProblem?
    private var depth = 0
    private var bytesFed = 0

    /// Nested deeper is no part of a workbook; the parser keeps something for each level.
    private static let depthMax = 64
    /// A tag or a comment longer than this is read again and again by the parser as it grows.
    private static let tokenBytesMax = 1024 * 1024

    private init(_ part: String, _ listener: any XMLListener) throws(SpreadsheetProblem) {
        guard let parser = XML_ParserCreate(nil) else { throw .damaged(part: part) }
        self.parser = parser
        self.part = part
        self.listener = listener
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { XMLReading.of($0)?.start($1, $2) },
            { XMLReading.of($0)?.end($1) })
        XML_SetCharacterDataHandler(parser) { XMLReading.of($0)?.text($1, $2) }
        XML_SetStartDoctypeDeclHandler(parser) { reading, _, _, _, _ in XMLReading.of(reading)?.refuseEntities() }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a part of an archive to its end.
    static func read(
        _ part: String, of archive: ZipArchive, _ listener: any XMLListener
    ) throws(SpreadsheetProblem) {
        let reading = try XMLReading(part, listener)
        try archive.unpack(part) { (piece) throws(SpreadsheetProblem) in try reading.feed(piece, isLast: false) }
        try reading.feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    }

    private func feed(_ piece: UnsafeRawBufferPointer, isLast: Bool) throws(SpreadsheetProblem) {
        let status = XML_Parse(
            parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(piece.count), isLast ? 1 : 0)
        bytesFed += piece.count
        if let problem { throw problem }
        guard status == XML_STATUS_OK else { throw .damaged(part: part) }
        let unfinished = bytesFed - Int(XML_GetCurrentByteIndex(parser))
        guard isLast || unfinished <= Self.tokenBytesMax + piece.count else { throw .damaged(part: part) }
    }

    private func start(_ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?)
    {
        guard problem == nil, let name else { return }
        depth += 1
        if depth > Self.depthMax { return stop(.damaged(part: part)) }
        do { try listener.started(XMLElement(name, attributes)) } catch { stop(error) }
    }

    private func end(_ name: UnsafePointer<XML_Char>?) {
        guard problem == nil, let name else { return }
        depth -= 1
        do { try listener.ended(XMLElement(name)) } catch { stop(error) }
    }

    private func text(_ characters: UnsafePointer<XML_Char>?, _ count: CInt) {
        guard problem == nil else { return }
        listener.heard(UnsafeRawBufferPointer(start: characters, count: Int(count)))
    }

    private func refuseEntities() { stop(.declaresEntities(part: part)) }

    private func stop(_ problem: SpreadsheetProblem) {
        self.problem = problem
        XML_StopParser(parser, 0)
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> XMLReading? {
        pointer.map { Unmanaged<XMLReading>.fromOpaque($0).takeUnretainedValue() }
    }
}
