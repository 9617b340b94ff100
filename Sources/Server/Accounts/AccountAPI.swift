// SPDX-License-Identifier: Apache-2.0

import Domain

/// Accounts as the API shows them.
enum AccountAPI {
    private static let state = Schema.string(values: Account.State.allCases.map(\.rawValue))

    static let grant = Schema.object([
        ("id", .id), ("role", .string(values: Role.allCases.map(\.rawValue))), ("area", .nullable(.text)),
        ("room", .nullable(.id)), ("unit", .nullable(.id)), ("from", .nullable(.day)), ("until", .nullable(.day)),
        ("actingFor", .nullable(.id)),
        ("basis", .nullable(.string(values: Grant.Basis.allCases.map(\.rawValue)))),
    ])

    static let account = Schema.object([
        ("id", .id), ("version", .integer(minimum: 0)), ("name", .text), ("signInName", .text), ("state", state),
        ("isLocked", .boolean), ("appointments", .array(grant)),
        ("permittedCommands", .array(.string(values: Account.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ account: Account, for actor: Actor) -> JSON {
        [
            "id": .string(account.id.text), "version": .integer(Int64(account.version)),
            "name": .string(account.person.name), "signInName": .string(account.signInName),
            "state": .string(account.state.rawValue), "isLocked": .boolean(account.isLocked),
            "appointments": .array(account.grants.map(json)),
            "permittedCommands": .array(
                account.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static func json(_ grant: Grant) -> JSON {
        let (area, room, unit): (String?, String?, String?) =
            switch grant.appointment.domain {
            case .tenant: (nil, nil, nil)
            case .area(let code): (code.text, nil, nil)
            case .room(let id): (nil, id.text, nil)
            case .unit(let id): (nil, nil, id.text)
            }
        return [
            "id": .string(grant.id.text), "role": .string(grant.appointment.role.rawValue), "area": .optional(area),
            "room": .optional(room), "unit": .optional(unit), "from": .optional(grant.from?.description),
            "until": .optional(grant.until?.description), "actingFor": .optional(grant.actingFor?.text),
            "basis": .optional(grant.basis?.rawValue),
        ]
    }

    static func json(_ line: AccountStore.Line, at now: Instant) -> JSON {
        [
            "id": .string(line.person.id.text), "name": .string(line.person.name),
            "signInName": .string(line.signInName), "state": .string(line.state.rawValue),
            "isLocked": .boolean(line.isLocked(at: now)),
            "lastSeenAt": .optional(line.lastSeenAt.map(ChineseTime.rfc3339)),
        ]
    }

    static let one = Operation(
        id: "readAccount", summary: "Reads an account with its appointments.", parameters: [.record],
        success: .init(status: 200, meaning: "The account.", schema: account))

    static let list = Operation(
        id: "listAccounts", summary: "Lists the accounts by sign-in name.",
        parameters: [
            .init(
                name: "part", place: .query, schema: .string(values: AccountStore.Part.allCases.map(\.rawValue)),
                meaning: "Which of them; all if not said."),
            .init(name: "q", place: .query, schema: .text, meaning: "A part of the person's or the sign-in's name."),
            .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of accounts.",
            schema: .page(
                of: .object([
                    ("id", .id), ("name", .text), ("signInName", .text), ("state", state), ("isLocked", .boolean),
                    ("lastSeenAt", .nullable(.moment)),
                ]))))

    /// What a link that was just made looks like; it is told once.
    static let invited = Schema.object([
        ("account", account), ("link", .text), ("expiresAt", .moment), ("sentBy", .nullable(.text)),
    ])

    static func json(_ invited: AccountDesk.Invited, address: String, sentBy: ContactChannel?, for actor: Actor) -> JSON
    {
        [
            "account": json(invited.account, for: actor), "link": .string(address),
            "expiresAt": .string(ChineseTime.rfc3339(invited.until)), "sentBy": .optional(sentBy?.rawValue),
        ]
    }

    static let create = Operation(
        id: "createAccount", summary: "Lets a person sign in; the link, told once, sets the password.",
        body: AccountRoutes.createFields, isIdempotent: true,
        success: .init(status: 201, meaning: "Made.", schema: invited))

    static let invite = Operation(
        id: "inviteAccount", summary: "Makes a new link; the old password and all sign-ins end.",
        parameters: [.record], body: AccountRoutes.inviteFields + [recordVersionField], isIdempotent: true,
        success: .init(status: 200, meaning: "Made.", schema: invited))

    static let endSignIn = Operation(
        id: "endSignInOfAccount", summary: "Ends one sign-in of an account.",
        parameters: [
            .record, .init(name: "signIn", place: .path, schema: .id, meaning: "The sign-in's id."),
        ], body: [], isIdempotent: true, success: .init(status: 204, meaning: "Ended.", schema: nil))

    static let signIns = Operation(
        id: "listSignInsOfAccount", summary: "Lists the sign-ins of an account that are alive.", parameters: [.record],
        success: .init(
            status: 200, meaning: "The sign-ins.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("device", .text), ("createdAt", .moment), ("lastSeenAt", .moment),
                        ]))
                )
            ])))

    private static let token = Operation.Parameter(
        name: "token", place: .path, schema: .string(pattern: "^[A-Za-z0-9_-]{27}$"), meaning: "The link's token.")

    static let readInvitation = Operation(
        id: "readInvitation", summary: "Reads whose password a link sets.", parameters: [token],
        success: .init(
            status: 200, meaning: "The account.", schema: .object([("name", .text), ("signInName", .text)])))

    static let acceptInvitation = Operation(
        id: "acceptInvitation", summary: "Sets the password by a link, which is spent by it.", parameters: [token],
        body: [InvitationRoutes.passwordField], success: .init(status: 204, meaning: "Set.", schema: nil))

    static let changePassword = Operation(
        id: "changePassword", summary: "Changes the own password; the other sign-ins end.",
        body: PasswordRoutes.fields, success: .init(status: 204, meaning: "Changed.", schema: nil))

    static let beginSecondFactor = Operation(
        id: "beginSecondFactor",
        summary: "Makes a secret for an authenticator; nothing changes before it is confirmed.",
        body: [],
        success: .init(
            status: 200, meaning: "The secret.", schema: .object([("secret", .text), ("address", .text)])))

    static let confirmSecondFactor = Operation(
        id: "confirmSecondFactor", summary: "Begins to ask for a code at the door; tells the recovery codes, once.",
        body: [SecondFactorRoutes.codeField],
        success: .init(status: 200, meaning: "In use.", schema: .object([("recoveryCodes", .array(.text))])))

    static let readSecondFactor = Operation(
        id: "readSecondFactor",
        summary: "Reads whether a code is asked at the own door, and how many recovery codes there are.",
        success: .init(
            status: 200, meaning: "The second factor.",
            schema: .object([("isInUse", .boolean), ("recoveryCodesLeft", .integer(minimum: 0))])))

    static let renewRecoveryCodes = Operation(
        id: "renewRecoveryCodes", summary: "Makes other recovery codes, told once; those of before end.",
        body: SecondFactorRoutes.renewalFields,
        success: .init(status: 200, meaning: "Made.", schema: .object([("recoveryCodes", .array(.text))])))

    static let removeSecondFactor = Operation(
        id: "removeSecondFactor", summary: "Gives the second factor up.", body: [SecondFactorRoutes.passwordField],
        success: .init(status: 204, meaning: "Given up.", schema: nil))

    // MARK: - Tokens

    private static let apiToken = Schema.object([
        ("id", .id), ("name", .text), ("access", .string(values: APIToken.Access.allCases.map(\.rawValue))),
        ("context", .nullable(.text)), ("createdAt", .moment), ("expiresAt", .moment),
        ("lastUsedAt", .nullable(.moment)),
    ])

    static func json(_ token: APIToken) -> JSON {
        [
            "id": .string(token.id.text), "name": .string(token.name),
            "access": .string(token.scope.access.rawValue), "context": .optional(token.scope.context?.rawValue),
            "createdAt": .string(ChineseTime.rfc3339(token.createdAt)),
            "expiresAt": .string(ChineseTime.rfc3339(token.expiresAt)),
            "lastUsedAt": .optional(token.lastUsedAt.map(ChineseTime.rfc3339)),
        ]
    }

    private static let tokenList = Operation.Success(
        status: 200, meaning: "The tokens.", schema: .object([("items", .array(apiToken))]))
    private static let tokenID = Operation.Parameter(
        name: "apiToken", place: .path, schema: .id, meaning: "The token's id.")

    static let tokens = Operation(
        id: "listOwnTokens", summary: "Lists the own tokens that still work.", success: tokenList)

    static let makeToken = Operation(
        id: "makeToken", summary: "Makes a token for the own rights, told once; it narrows them and never widens.",
        body: APITokenRoutes.fields, isIdempotent: true,
        success: .init(status: 201, meaning: "Made.", schema: .object([("token", .text), ("id", .id)])))

    static let revokeToken = Operation(
        id: "revokeOwnToken", summary: "Ends one of the own tokens.", parameters: [tokenID], body: [],
        isIdempotent: true, success: .init(status: 204, meaning: "Ended.", schema: nil))

    static let tokensOfAccount = Operation(
        id: "listTokensOfAccount", summary: "Lists the tokens of an account that still work.", parameters: [.record],
        success: tokenList)

    static let revokeTokenOfAccount = Operation(
        id: "revokeTokenOfAccount", summary: "Ends a token of an account.", parameters: [.record, tokenID], body: [],
        isIdempotent: true, success: .init(status: 204, meaning: "Ended.", schema: nil))
}
