// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// A refusal with words: each context says in its wording how its refusals sound.
protocol WordedRefusal: Refusal {
    /// What the rule says no to, why, and what to do instead.
    var sentence: String { get }
    var status: HTTPResponse.Status { get }
    /// The fields of which the first that a form has is to blame; empty where no field is.
    var blamed: [String] { get }
    /// After how many seconds the same may be asked again; nil where waiting alone does not help.
    var retryAfterSeconds: Int? { get }
}

extension WordedRefusal {
    var blamed: [String] { [] }
    var retryAfterSeconds: Int? { nil }
}

/// A refusal that is of one field, which programs are told, too.
protocol FieldRefusal: WordedRefusal {
    /// The refusal as that of its field.
    var problem: FieldProblem { get }
}

/// Turns errors into what is told: nothing of an unexpected error leaves the log.
enum ErrorPages {
    /// The problem behind an error; nil when it is one that nobody expected.
    static func problem(for error: any Error) -> Problem? {
        switch error {
        case let failure as WebFailure:
            return told(failure)
        case let one as FieldProblem:
            return problem(for: InputProblems([one]))
        case let problems as InputProblems:
            return Problem(
                status: .unprocessableContent, code: "invalid_input", sentence: "有\(problems.problems.count)处要改，内容还在。",
                fields: problems.problems)
        case let refusal as any FieldRefusal:
            return told(refusal)
        case let refusal as any WordedRefusal:
            var headers: HTTPFields = [:]
            headers[.retryAfter] = refusal.retryAfterSeconds.map { String($0) }
            return Problem(
                status: refusal.status, code: refusal.code, sentence: refusal.sentence, headers: headers)
        case let error as DatabaseError:
            return told(error)
        default:
            return nil
        }
    }

    /// What a page says: where no form stands around the fields, what is wrong with each.
    private static func sentence(of problem: Problem) -> String {
        let fields = problem.fields.map(\.sentence)
        return fields.isEmpty ? problem.sentence : fields.joined()
    }

    /// A program is told which field it is, too.
    private static func told(_ refusal: any FieldRefusal) -> Problem {
        var headers: HTTPFields = [:]
        headers[.retryAfter] = refusal.retryAfterSeconds.map { String($0) }
        return Problem(
            status: refusal.status, code: refusal.code, sentence: refusal.sentence,
            fields: [refusal.problem], headers: headers)
    }

    private static func told(_ failure: WebFailure) -> Problem {
        var headers: HTTPFields = [:]
        switch failure {
        case .tooManyRequests(let seconds), .tooManyNames(let seconds): headers[.retryAfter] = String(seconds)
        case .busy, .notReady: headers[.retryAfter] = "5"
        case .uploadsBusy, .typesettingBusy, .tablesBusy, .streamsFull: headers[.retryAfter] = "30"
        case .methodNotAllowed(let methods): headers[.allow] = methods.joined(separator: ", ")
        case .unauthorized: headers[.wwwAuthenticate] = "Bearer"
        case .notFound, .malformedBody, .bodyTooLarge, .filesTooLarge, .unsupportedMediaType, .crossSite, .formExpired,
            .missingIdempotencyKey, .malformedIdempotencyKey, .idempotencyKeyReused, .malformedCursor, .malformedLimit,
            .changedMeanwhile, .wrongPassword, .passwordMustChange, .outOfScope, .codeRequired, .wrongCode,
            .secondFactorRequired, .roomClosed, .intakePaused, .roomPaused, .documentNotYet, .documentTooLong,
            .typesettingAbsent, .typesettingFailed, .tableFailed:
            break
        }
        return Problem(status: failure.status, code: failure.code, sentence: failure.sentence, headers: headers)
    }

    private static func told(_ error: DatabaseError) -> Problem? {
        switch error {
        case .full:
            return Problem(
                status: .init(code: 507, reasonPhrase: "Insufficient Storage"), code: "storage_full",
                sentence: "存储空间满了，这次没有保存。请联系管理员。", headers: [.retryAfter: "60"])
        case .outcomeUnknown:
            return Problem(
                status: .serviceUnavailable, code: "outcome_unknown",
                sentence: "保存时数据库断开了，可能存上了，也可能没有。请过几秒把同一份再交一次，不会重复。", headers: [.retryAfter: "5"])
        case .unavailable, .timedOut, .overloaded:
            return Problem(
                status: .serviceUnavailable, code: "try_again", sentence: "系统正忙，这次没有办成。请过几秒再试一次。",
                headers: [.retryAfter: "5"])
        case .conflict:
            return told(.changedMeanwhile)
        case .malformed, .invalid, .schema, .failed:
            return nil
        }
    }

    /// What is told about an error that nobody expected: a number to ask after, nothing else.
    static func unexpected(requestID: String) -> Problem {
        Problem(
            status: .internalServerError, code: "internal_error",
            sentence: "系统出了意外，这次没有完成。请告诉管理员编号 \(requestID)。")
    }

    /// The page for people. `path`: the address that was asked for. `again`: what was sent there, to send it once more.
    static func page(
        _ problem: Problem, path: String, again: RepeatForm? = nil, site: Site?, assetVersion: String, isElder: Bool
    ) -> WebResponse {
        let html = ResidentLayout(
            head: PageHead(title: problem.title, assetVersion: assetVersion, isElder: isElder),
            home: "/",
            elderSwitch: nil,
            flash: nil,
            footer: site.map { $0.footer },
            content: ErrorNotice(
                title: problem.title, sentence: sentence(of: problem), ways: [way(from: path)], again: again
            ).html
        ).html
        var response = WebResponse.page(html, status: problem.status)
        for header in problem.headers { response.headers.append(header) }
        return response
    }

    /// Where to go on: from an act on the desk to its record, so that what changed can be seen, and from a submitter's to
    /// the page of the matter.
    private static func way(from path: String) -> TextLink {
        let parts = path.split(separator: "/").map(String.init)
        if parts.first == "status", parts.count > 2, let code = TrackingCode(parts[1]) {
            return TextLink(text: "回到进度页", address: "/status/\(code.text)")
        }
        if parts.first == "mine", parts.count > 1 { return TextLink(text: "回到我的", address: "/mine") }
        guard parts.first == "desk" else { return TextLink(text: "回到首页", address: "/") }
        // A line of a register says below it what still hangs on it.
        if parts.count == 5, parts[1] == "directory", let register = Register(rawValue: parts[2]),
            let id = Identifier<Never>(parts[3])
        {
            return TextLink(text: "回到这一条，看还有什么没办完", address: "/desk/directory/\(register.rawValue)/\(id.text)")
        }
        guard parts.count == 4, let id = Identifier<Never>(parts[2]) else {
            return TextLink(text: "回到工作台", address: "/desk")
        }
        return TextLink(text: "回到这一件", address: "/desk/\(FormEncoding.encode(parts[1]))/\(id.text)")
    }
}

extension Problem {
    /// Whether it lies with us or the moment, so that the same may be sent again.
    var passes: Bool { [429, 503, 507].contains(status.code) }

    /// The headline of the page.
    var title: String {
        switch status.code {
        case 404: "没有找到"
        case 401, 403: "这次没有接受"
        case 409: code == WebFailure.changedMeanwhile.code ? "刚才有人改过" : "现在办不了"
        case 410: "已经停用或过期"
        case 413, 415, 422, 400: "有地方要改"
        case 429: "请稍等"
        case 503, 507: "暂时办不了"
        default: "出了意外"
        }
    }
}
