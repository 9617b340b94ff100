// SPDX-License-Identifier: Apache-2.0

/// The rule book of an issue that the member who takes part has opened, whose person left a name:
/// command | state | who | outcome.
let sentimentTable = """
    desk      = secretary of the room, secretary of the area
    acting    = desk, member who takes part
    rooms     = secretary of another room, convener of the room, convener of another room
    offices   = rooms, leader, officer of another unit, privacy officer
    unit      = officer of its unit
    members   = member who researches it, another member
    codes     = holder of its code, holder of another code, holder of its link, holder of another link
    others    = offices, members, codes, visitor, console, system
    walking   = walked, listened, visited
    out       = consulted, transferred
    back      = result_returned, told, closed

    listen        | walked                    | acting | → listened
    listen        | listened, visited, out, back | acting | wrong_step
    listen        | any                       | others, unit | not_yours

    visit         | listened                  | acting | → visited
    visit         | walked, visited, out, back | acting | wrong_step
    visit         | any                       | others, unit | not_yours

    consult       | visited                   | acting | → consulted
    consult       | walked, listened          | acting | not_visited
    consult       | out, back                 | acting | already_passed_on
    consult       | any                       | others, unit | not_yours

    transfer      | visited                   | acting | → transferred
    transfer      | walked, listened          | acting | not_visited
    transfer      | out, back                 | acting | already_passed_on
    transfer      | any                       | others, unit | not_yours

    take_back     | transferred               | acting | → visited
    take_back     | walking, consulted, back  | acting | not_transferred
    take_back     | any                       | others | not_yours
    take_back     | transferred               | unit   | → visited
    take_back     | walking, consulted, back  | unit   | not_yours

    return_result | out                       | acting | → result_returned
    return_result | walking                   | acting | not_passed_on
    return_result | back                      | acting | already_returned
    return_result | any                       | others | not_yours
    return_result | transferred               | unit   | → result_returned
    return_result | walking, consulted, back  | unit   | not_yours

    tell          | result_returned           | acting | → told
    tell          | walking, out              | acting | no_result
    tell          | told, closed              | acting | already_told
    tell          | any                       | others, unit | not_yours

    close         | told                      | desk   | → closed
    close         | walking, out, result_returned | desk | not_told
    close         | closed                    | desk   | already_closed
    close         | any                       | member who takes part, others, unit | not_yours

    hand_over     | walked                    | desk   | → walked
    hand_over     | listened                  | desk   | → listened
    hand_over     | visited                   | desk   | → visited
    hand_over     | consulted                 | desk   | → consulted
    hand_over     | transferred               | desk   | → transferred
    hand_over     | result_returned           | desk   | → result_returned
    hand_over     | told                      | desk   | → told
    hand_over     | closed                    | desk   | already_closed
    hand_over     | any                       | member who takes part, others, unit | not_yours

    forget_person | walked                    | acting | → walked
    forget_person | listened                  | acting | → listened
    forget_person | visited                   | acting | → visited
    forget_person | consulted                 | acting | → consulted
    forget_person | transferred               | acting | → transferred
    forget_person | result_returned           | acting | → result_returned
    forget_person | told                      | acting | → told
    forget_person | closed                    | acting | → closed
    forget_person | any                       | others, unit | not_yours
    """
