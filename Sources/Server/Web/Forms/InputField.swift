// SPDX-License-Identifier: Apache-2.0

import Domain

/// A field that somebody fills in: the same for the form and for JSON. All of them together are the field registry.
struct InputField: Sendable {
    let name: String
    /// As a sentence names it: 议题内容.
    let label: String
    let kind: Kind
    let isRequired: Bool
    /// How to fill it in, where the label does not say it.
    let help: String?
    /// How many a list of ids may hold.
    let listMax: Int
    /// What else a value has to be that is right by its kind: the sentence that says what is wrong with it, nil where nothing is.
    private var check: (@Sendable (String) -> String?)?

    init(
        _ name: String, _ label: String, _ kind: Kind, isRequired: Bool = true, help: String? = nil,
        listMax: Int = 200
    ) {
        self.listMax = listMax
        self.name = name
        self.label = label
        self.kind = kind
        self.isRequired = isRequired
        self.help = help
    }

    /// The same field, to be answered in any case, with this said of it.
    func required(help: String) -> InputField {
        var field = InputField(name, label, kind, help: help, listMax: listMax)
        field.check = check
        return field
    }

    /// The same field, whose value has to be more than of its kind: so it is told with all else that is wrong, not once that is right.
    func checked(_ check: @escaping @Sendable (String) -> String?) -> InputField {
        var field = self
        field.check = check
        return field
    }

    /// Whether it is answered in words of one's own.
    var isWritten: Bool {
        switch kind {
        case .paragraph, .line: true
        case .choice, .secret, .version, .day, .time, .phone, .phoneEnding, .areaCode, .reference, .references, .files,
            .photos:
            false
        }
    }

    /// Whether it is answered with any number of ids.
    var isList: Bool {
        switch kind {
        case .references, .files, .photos: true
        case .paragraph, .line, .choice, .secret, .version, .day, .time, .phone, .phoneEnding, .areaCode, .reference:
            false
        }
    }

    /// Whether it is answered with files.
    var isFiles: Bool {
        if case .files = kind { return true }
        return false
    }

    enum Kind: Sendable {
        /// Several lines, at most so many characters as people count them.
        case paragraph(limit: Int)
        case line(limit: Int)
        /// One of these.
        case choice([Option])
        /// A day, as in 2026-03-05.
        case day
        /// A time of day, as in 14:30.
        case time
        /// A mobile phone's number.
        case phone
        /// The last four digits of one; never shown again.
        case phoneEnding
        /// The 12 digits of an area.
        case areaCode
        /// The id of one record of this kind.
        case reference(OptionSource)
        /// The ids of any number of them; sent as one field for each, named `name.id`, or as a list in JSON.
        case references(OptionSource)
        /// Photos and documents: sent with the form, or in JSON as the ids of what was uploaded before.
        case files
        /// Photos of somebody without an account: sent with the form, or in JSON as the passes of what was uploaded before.
        case photos
        /// Taken as it is, never trimmed, never shown again.
        case secret
        /// The version of the record that the person saw.
        case version
    }

    /// One answer of a choice.
    struct Option: Sendable, Hashable {
        let code: String
        let label: String
        var help: String?
    }

    /// Where the records come from that a field refers to.
    enum OptionSource: Sendable, Hashable {
        /// Topics of the same room that others may be merged into.
        case mergeTargets
        /// Rooms above that of the topic.
        case roomsAbove
        /// Topics that other rooms have brought before the same room above.
        case broughtTopics
        /// Members who can be asked to research.
        case members
        /// Topics on their way to a session.
        case sessionTopics
        /// The topics of this session.
        case ownTopics
        /// The items that this session has drafted.
        case sessionItems
        /// The participants of this session.
        case participants
        /// Those who have not been checked in.
        case absentParticipants
        /// Those who neither speak nor wait for it.
        case silentParticipants
        /// Those who wait for the floor, next first.
        case waitingSpeakers
        /// The members among the participants.
        case memberParticipants
        /// The papers of this session.
        case papers
        case units
        /// People who answer for a unit.
        case officers
        /// People who answer for this item's unit.
        case ownOfficers
        /// Entries of a register that are in use.
        case entries(Register)
        case rooms
        /// The appointments of the account's holder.
        case ownAppointments
        /// Appointments of others in which the account's holder could act.
        case otherAppointments
        /// Cases of which many are dealt with at once.
        case candidates
        /// Public topics that one gives advice on.
        case advisedTopics
        /// Whose cases they are now.
        case keepers
        /// What residents left for those who write proposals.
        case clues
        /// Other records that a proposal grows from.
        case origins
        /// What was nominated for a commendation.
        case nominees
        /// The third parties that are asked to judge units in a commendation, by their numbers.
        case evaluators
        /// Who leads the county.
        case leaders
        /// People with an account who may be one of the two who supervise an item together.
        case supervisors(SuggestionItem.Side)
        /// Announced sessions in which proposers and units talk over proposals.
        case supervisionSessions
        /// People without an account who left a name or a phone with a record.
        case identities
        /// Batches of the room's paper slips of which some can still be spent.
        case goodSlips
        /// Columns of a file that was sent.
        case fileColumns
    }

    /// What is said of a required field that nothing was written into.
    private var missing: String {
        switch kind {
        case .choice, .reference, .references: "请在“\(label)”里选一项。"
        case .files, .photos: "还没有选“\(label)”。"
        case .phoneEnding: PhoneEndingRefusal.missing.sentence
        case .paragraph, .line, .day, .time, .phone, .areaCode, .secret, .version: "还没有填“\(label)”。"
        }
    }

    /// What is wrong with a value that was typed, or the value in its normal form.
    func read(_ typed: String?) -> Result<String?, FieldProblem> {
        switch kind {
        case .secret: return readSecret(typed)
        case .version: return readVersion(typed)
        case .paragraph, .line, .choice, .day, .time, .phone, .phoneEnding, .areaCode, .reference, .references, .files,
            .photos:
            break
        }
        let value = PlainText.normalised(typed ?? "", keepsLines: keepsLines)
        guard !value.isEmpty else {
            return isRequired ? .failure(problem(missing)) : .success(nil)
        }
        switch kind {
        case .paragraph(let limit), .line(let limit):
            guard value.utf8.count <= limit * 16, value.count <= limit else {
                return .failure(problem("“\(label)”写了\(min(value.count, 99_999))字，最多\(limit)字，请删短一些。"))
            }
        case .choice(let options):
            guard options.contains(where: { $0.code == value }) else { return .failure(problem("请在“\(label)”里选一项。")) }
        case .day:
            guard Day(value) != nil else { return .failure(problem("“\(label)”要像 2026-03-05 这样写。")) }
        case .time:
            guard TimeOfDay(value) != nil else { return .failure(problem("“\(label)”要像 14:30 这样写。")) }
        case .phone:
            guard MobileNumber(value) != nil else { return .failure(problem("“\(label)”要是11位手机号。")) }
        case .phoneEnding:
            guard PhoneEnding(value) != nil else {
                return .failure(problem("手机号的后四位是\(PhoneEnding.length)个数字。"))
            }
        case .areaCode:
            guard AreaCode(value) != nil else { return .failure(problem("“\(label)”要是12位数字的区划代码。")) }
        case .reference:
            guard Identifier<Never>(value) != nil else { return .failure(problem("请在“\(label)”里选一项。")) }
        case .references, .files:
            let ids = value.split(separator: " ")
            guard ids.count <= listMax else {
                return .failure(problem("“\(label)”选了\(ids.count)个，一次最多选\(listMax)个。"))
            }
            guard ids.allSatisfy({ Identifier<Never>($0) != nil }) else {
                return .failure(problem("“\(label)”里有不认识的编号。"))
            }
        case .photos:
            let passes = value.split(separator: " ")
            guard passes.count <= Attachment.Limits.residentPhotosMax else {
                return .failure(problem("最多放\(Attachment.Limits.residentPhotosMax)张照片，请去掉几张。"))
            }
            guard passes.allSatisfy(PhotoPass.isWellFormed) else {
                return .failure(problem(AttachmentRefusal.notUploaded.sentence))
            }
        case .version, .secret: break
        }
        if let sentence = check?(value) { return .failure(problem(sentence)) }
        return .success(value)
    }

    /// The field as the OpenAPI document names it. An empty text is as good as none.
    var schema: Schema {
        let minLength = isRequired ? 1 : nil
        switch kind {
        case .paragraph(let limit), .line(let limit): return .string(minLength: minLength, maxLength: limit)
        case .choice(let options): return .string(values: options.map(\.code) + (isRequired ? [] : [""]))
        case .day: return isRequired ? .day : .string(pattern: "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")
        case .time: return .string(pattern: isRequired ? "^[0-9]{2}:[0-9]{2}$" : "^([0-9]{2}:[0-9]{2})?$")
        case .phone: return .string(pattern: isRequired ? "^1[3-9][0-9]{9}$" : "^(1[3-9][0-9]{9})?$")
        case .phoneEnding: return .string(pattern: isRequired ? "^[0-9]{4}$" : "^([0-9]{4})?$")
        case .areaCode: return .string(pattern: isRequired ? "^[0-9]{12}$" : "^([0-9]{12})?$")
        case .reference: return isRequired ? .id : .string(pattern: "^([0-9A-HJKMNP-TV-Z]{13})?$")
        case .references, .files: return .array(.id)
        case .photos: return .array(.string(pattern: PhotoPass.pattern))
        case .secret: return .string(minLength: minLength, maxLength: 256)
        case .version: return .string(pattern: isRequired ? "^(0|[1-9][0-9]{0,8})$" : "^(0|[1-9][0-9]{0,8})?$")
        }
    }

    private var keepsLines: Bool {
        if case .paragraph = kind { return true }
        return false
    }

    private func readSecret(_ typed: String?) -> Result<String?, FieldProblem> {
        guard let typed, !typed.isEmpty, typed.utf8.count <= 256 else {
            return .failure(problem("还没有填“\(label)”，或者太长。"))
        }
        return .success(typed)
    }

    /// Nothing is trimmed away here: a version that is not understood must not count as none, which guards nothing. A
    /// record that nothing has happened to yet has version 0.
    private func readVersion(_ typed: String?) -> Result<String?, FieldProblem> {
        let typed = typed ?? ""
        if typed.isEmpty, !isRequired { return .success(nil) }
        let digits = typed.utf8
        guard (1...9).contains(digits.count), digits.first != UInt8(ascii: "0") || digits.count == 1,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return .failure(problem("“\(label)”要是一个整数。")) }
        return .success(typed)
    }

    private func problem(_ sentence: String) -> FieldProblem {
        FieldProblem(field: name, sentence: sentence)
    }
}

/// What is wrong with one field, and what to do.
struct FieldProblem: Error, Hashable, Sendable {
    let field: String
    let sentence: String
}
