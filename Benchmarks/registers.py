#!/usr/bin/env python3
"""A county's registers on the day it installs: 30 000 areas, organs, 700 people, 300 members, 120 units, 400 rooms, each sent
as a table, looked at and taken in through the API, on SQLite; then 100 000 topics of a former system, in the midst of which the
server is killed and started again. Prints the seconds of each and of all.

Usage: registers.py  (environment: SHANGLIANG, the program)
"""
import pathlib, tempfile, time

from served import Served, make_demo

SECTORS = ["教育界", "医卫界", "农业界", "经济界", "社会福利界"]
COMMITTEES = ["提案委员会", "经济委员会", "社会委员会"]


def areas(county):
    """Towns, villages and the groups below them: codes of twelve digits, each of which its parent's begins."""
    yield "区划代码,名称"
    made = 0
    for town in range(200, 900):
        yield f"{county}{town}000,第{town}镇"
        made += 1
        for village in range(1, 999):
            if made >= 30_000:
                return
            yield f"{county}{town}{village:03},第{town}镇{village}村"
            made += 1


def tables(county):
    villages = [line.split(",")[0] for line in areas(county) if line.split(",")[0][-3:] != "000"]
    villages = [code for code in villages if code.isdigit() and len(code) == 12][:400]
    yield "areas", list(areas(county))
    yield "organs", ["类别,名称"] + [f"界别,{name}" for name in SECTORS] + [f"专门委员会,{name}" for name in COMMITTEES]
    yield "people", ["编号,姓名"] + [f"B{number:04},测{number}" for number in range(700)]
    yield "units", ["名称,简称"] + [f"县第{number}局,{number}局" for number in range(120)]
    yield "members", ["人员,层级,界别,专委会,联系区域,党派,计分排名"] + [
        f"B{number:04},本级,{SECTORS[number % 5]},{COMMITTEES[number % 3]},{villages[number]},无党派,是" for number in range(300)]
    yield "rooms", ["名称,所在区域,级别,地址,召集人,秘书"] + [
        f"{number}号议事室,{villages[number]},村（社区）,村口{number}号,B{number:04},B{number + 300:04}" for number in range(400)]


def wait(server, run, state):
    while True:
        now = server.call("GET", f"/api/v1/desk/imports/{run}")
        if now["state"] == state:
            return now
        assert now["state"] not in ("refused", "stopped", "discarded"), (now["state"], now["problems"][:5])
        time.sleep(0.05)


def former_topics(count=100_000):
    """Topics of ten years, three in four of them closed."""
    yield "原编号,议事室,收到日期,内容,地点,来源,状态,办理结果,手机号"
    for number in range(count):
        year, month, day = 2016 + number % 10, number % 12 + 1, number % 28 + 1
        end = "在议题池," if number % 4 == 0 else f"已办结,第{number}件当月办好了"
        phone = f"1390000{number % 10_000:04}" if number % 3 == 0 else ""
        yield (f"L{number},{number % 400}号议事室,{year}-{month:02}-{day:02},"
               f"第{number}件：路面坑洼，下雨积水，老人孩子出门不便，盼着早日修好,村口{number % 50}号,,{end},{phone}")


def take_over(server, data):
    """Sends the topics, and kills the server when half of them are taken; what there is then is counted by sending
    them again. Returns the server that goes on."""
    table = "\n".join(former_topics()).encode()
    began = time.perf_counter()
    run = server.call("POST", "/api/v1/desk/imports?register=former_topics&name=topics.csv", table)["id"]
    wait(server, run, "checked")
    looked = time.perf_counter() - began
    server.call("POST", f"/api/v1/desk/imports/{run}/confirm", {})
    while server.call("GET", f"/api/v1/desk/imports/{run}")["done"] < 50_000:
        time.sleep(0.2)
    server.process.kill()
    server.process.wait(20)
    server = Served(["--data", data])
    server.sign_in("xitong", "anlan-demo")
    wait(server, run, "applied")
    whole = time.perf_counter() - began
    again = server.call("POST", "/api/v1/desk/imports?register=former_topics&name=topics.csv", table)["id"]
    found = wait(server, again, "checked")
    assert (found["new"], found["same"]) == (0, 100_000), found
    print(f"former topics: 100 000 lines, {len(table) / 1e6:.1f} MB, looked at in {looked:.1f} s, all in {whole:.1f} s, "
          f"with a kill and a start in between")
    return server


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = str(pathlib.Path(folder, "data"))
        make_demo(data)
        server = Served(["--data", data])
        try:
            server.sign_in("xitong", "anlan-demo")
            county = server.call("GET", "/api/v1/rooms")["items"][0]["area"][:6]
            whole = time.perf_counter()
            for register, lines in tables(county):
                began = time.perf_counter()
                run = server.call("POST", f"/api/v1/desk/imports?register={register}&name=table.csv", "\n".join(lines).encode())["id"]
                wait(server, run, "checked")
                looked = time.perf_counter() - began
                server.call("POST", f"/api/v1/desk/imports/{run}/confirm", {})
                taken = wait(server, run, "applied")
                print(f"{register}: {len(lines) - 1} lines, {taken['new']} new, looked at in {looked:.1f} s, "
                      f"all in {time.perf_counter() - began:.1f} s")
            print(f"the county: {time.perf_counter() - whole:.1f} s")
            server = take_over(server, data)
        finally:
            server.end()


if __name__ == "__main__":
    main()
