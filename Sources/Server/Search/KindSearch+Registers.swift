// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Registers: a name that is typed leads to the file.
extension KindSearch {
    func directory(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        let found = try store.directory(keptBy: reader, narrowing(asked, after, limit), in: transaction)
        return SearchPart(
            hits: found.records.map { line in
                SearchHit(
                    kind: .directory, id: line.id.text, title: line.name, others: line.others,
                    chip: SearchWording.chip(line), note: line.others.joined(separator: " · "),
                    address: "/desk/directory/\(line.register.rawValue)/\(line.id)", place: line.id.text)
            }, isCut: found.isCut, goesOn: goesOn(found))
    }
}
