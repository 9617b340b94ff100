# SPDX-License-Identifier: Apache-2.0
"""The demo's zone, the one tenant where a session may be announced for the same day, and everybody who works there."""

import sqlite3

from cluster import ask
from installation import PASSWORD

HOST = {"Host": "zone.localhost"}
ROOM = "KFQ00001"

# A second unit, a second officer of the first, a second room and one above both: no command makes them, and without them
# nothing can change hands, nor be brought before a room above. A second member, an office for proposals, and what the registers say of
# members and sessions: without them nobody proposes.
MORE_PEOPLE = """
INSERT INTO handling_unit (id, tenant, name, created_at)
    SELECT 1, tenant, '开发区公用事业中心', 0 FROM account WHERE sign_in_name = 'zone-danwei';
INSERT INTO person (id, tenant, name, created_at)
    SELECT 1, tenant, '樊慕云', 0 FROM account WHERE sign_in_name = 'zone-danwei'
    UNION ALL SELECT 2, tenant, '祝子衿', 0 FROM account WHERE sign_in_name = 'zone-danwei'
    UNION ALL SELECT 3, tenant, '陶如海', 0 FROM account WHERE sign_in_name = 'zone-danwei'
    UNION ALL SELECT 4, tenant, '乔知远', 0 FROM account WHERE sign_in_name = 'zone-danwei';
INSERT INTO account (tenant, person, sign_in_name, state, password_hash)
    SELECT tenant, 1, 'zone-danwei2', 'active', password_hash FROM account WHERE sign_in_name = 'zone-danwei'
    UNION ALL SELECT tenant, 2, 'zone-gongyong', 'active', password_hash FROM account WHERE sign_in_name = 'zone-danwei'
    UNION ALL SELECT tenant, 3, 'zone-weiyuan2', 'active', password_hash FROM account WHERE sign_in_name = 'zone-danwei'
    UNION ALL SELECT tenant, 4, 'zone-tian', 'active', password_hash FROM account WHERE sign_in_name = 'zone-danwei';
INSERT INTO appointment (id, tenant, person, role, unit)
    SELECT 1, p.tenant, 1, p.role, p.unit FROM appointment p
    JOIN account a ON a.tenant = p.tenant AND a.person = p.person WHERE a.sign_in_name = 'zone-danwei'
    UNION ALL SELECT 2, tenant, 2, 'unit_officer', 1 FROM account WHERE sign_in_name = 'zone-danwei';
INSERT INTO appointment (id, tenant, person, role)
    SELECT 5, tenant, 3, 'member' FROM account WHERE sign_in_name = 'zone-danwei'
    UNION ALL SELECT 6, tenant, 4, 'proposal_officer' FROM account WHERE sign_in_name = 'zone-danwei';
INSERT INTO term (id, tenant, name, starts_on, created_at, version)
    SELECT 1, tenant, '第一届', '2022-01-10', 0, 1 FROM account WHERE sign_in_name = 'zone-danwei';
INSERT INTO plenary (id, tenant, term, name, opens_on, closes_on, created_at, version)
    SELECT 1, tenant, 1, '第一次会议', '2022-01-10', '2022-01-12', 0, 1 FROM account WHERE sign_in_name = 'zone-danwei';
INSERT INTO membership (id, tenant, person, level, party, is_ranked, starts_on, created_at, version)
    SELECT 1, tenant, person, 'own', 'none', 'no', '2022-01-10', 0, 1 FROM account WHERE sign_in_name = 'zone-weiyuan'
    UNION ALL SELECT 2, tenant, 3, 'own', 'none', 'no', '2022-01-10', 0, 1
    FROM account WHERE sign_in_name = 'zone-danwei';
INSERT INTO room (id, tenant, name, area, level, address, token, created_at)
    SELECT 9000000000000000000, r.tenant, '标准厂房议事室', r.area, r.level, '标准厂房一楼', 'KFQ00002', 0 FROM room r
    WHERE r.token = 'KFQ00001'
    UNION ALL SELECT 9000000000000000001, r.tenant, '开发区协商议事室', r.area, 'district', '管委会一楼', 'KFQ00003', 0
    FROM room r WHERE r.token = 'KFQ00001';
INSERT INTO appointment (id, tenant, person, role, room)
    SELECT 3, tenant, person, 'room_secretary', 9000000000000000000 FROM account WHERE sign_in_name = 'zone-mishu'
    UNION ALL SELECT 4, tenant, person, 'room_secretary', 9000000000000000001 FROM account
    WHERE sign_in_name = 'zone-mishu';
"""


def count(county, counting):
    """The number that one statement finds in the database of a county."""
    if county.database:
        return int(ask(county.database, counting)[0])
    connection = sqlite3.connect(f"{county.data}/shangliang.sqlite")
    found = connection.execute(counting).fetchone()[0]
    connection.close()
    return found


def staff_second_unit(county):
    """Gives the zone of a demo, which nobody serves just now, two units and three officers."""
    if county.database:
        ask(county.database, MORE_PEOPLE)
        return
    connection = sqlite3.connect(f"{county.data}/shangliang.sqlite")
    connection.executescript(MORE_PEOPLE)
    connection.close()


class Zone:
    """The sign-ins of all who work in the zone, and the ids by which they are chosen."""

    def __init__(self, server):
        self.server = server
        self.tokens = {
            "secretary": self._sign_in("zone-mishu"), "convener": self._sign_in("zone-zhaojiren"),
            "member": self._sign_in("zone-weiyuan"), "privacy": self._sign_in("zone-yinsi"),
            "colleague": self._sign_in("zone-weiyuan2"), "office": self._sign_in("zone-tian"),
        }
        self.member = self._get("/api/v1/desk/me", "member")["id"]
        self.colleague = self._get("/api/v1/desk/me", "colleague")["id"]
        # An officer is called by the own id, because items name their officers so.
        for name in ["zone-danwei", "zone-danwei2", "zone-gongyong"]:
            token = self._sign_in(name)
            self.tokens[self.server.call("GET", "/api/v1/desk/me", headers=token).json["id"]] = token
        # Its code may have been renewed since; the old one leads there for ever.
        rooms = {room["name"]: room["id"] for room in self._get("/api/v1/rooms", "secretary")["items"]}
        self.beside, self.above = rooms.pop("标准厂房议事室"), rooms.pop("开发区协商议事室")
        [self.room] = rooms.values()
        units = self._get("/api/v1/desk/units", "secretary")["items"]
        self.officers = {unit["id"]: [officer["id"] for officer in unit["officers"]] for unit in units}

    def _sign_in(self, name):
        answer = self.server.call("POST", "/api/v1/sign-ins", {"name": name, "password": PASSWORD}, HOST)
        assert answer.status == 201, answer
        return HOST | {"Authorization": f"Bearer {answer.json['token']}"}

    def _get(self, path, who):
        answer = self.server.call("GET", path, headers=self.tokens[who])
        assert answer.status == 200, answer
        return answer.json
