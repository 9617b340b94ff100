#!/usr/bin/env python3
"""Judged pairs for similar topics, made with a fixed seed: a corpus, and noisy copies of some of its texts as queries; and short
questions that stand in it too, asked in other words (Tests/Corpora/wordings/questions.csv).

Beside the program, tantivy looks for the same queries in the same run (characters and pairs, any of them).
Usage: similar.py [TEXTS] [QUERIES]  (environment: SHANGLIANG, the program)
"""
import csv, json, os, pathlib, random, re, statistics, subprocess, sys, tempfile, time

PROGRAM = os.environ.get("SHANGLIANG", ".build-release/release/shangliang")
HOME = pathlib.Path(__file__).resolve().parent.parent
FILLERS = ["请问", "我想问一下", "希望", "建议", "请问一下", "您好，", "我想反映一下，", "麻烦问一下，"]
ENDINGS = ["。", "！", "？", "，谢谢", "，谢谢！", "，麻烦了。", "，拜托了！", "~~"]


def told_matters():
    """What the people of the demo county say, sentence by sentence."""
    said = []
    for file in sorted((HOME / "Sources/Demo/Story").glob("*.swift")):
        for text in re.findall(r'(?:said|body): *"([^"\\]+)"', file.read_text(encoding="utf-8"), re.S):
            said.append(text)
    return said


PLACES = [a + b for a in ["桂花苑", "杨柳苑", "荷塘", "柳溪", "石桥", "白塘", "青山", "东关", "西街", "南门", "北河", "新民", "红星", "清泉",
                          "长堤", "桃园", "古井", "书院", "花园", "金穗"] for b in ["小区", "社区", "村", "路", "新村", "菜市场门口", "小学旁边", "工业园"]]
SPOTS = ["{n}号楼", "{n}栋{m}单元", "东门", "南门口", "{n}组", "{n}号门前", "路口往北{n}百米", "停车场", "河边步道", "村口", "{n}幢和{m}幢之间", "公交站台"]
MATTERS = ["路灯坏了{t}没人修，晚上黑得看不见", "一下大雨就积水，老人出不了门", "垃圾桶太少，垃圾堆到路上，夏天味道很大", "电梯三天两头坏，{n}楼的老人上下不便",
           "没有电动车充电的地方，大家从窗户拉线充电", "违章停车把消防通道堵死了", "健身器材坏了{t}，小孩容易受伤", "自来水水压低，{n}楼以上早晚没有水",
           "下水道堵了，污水漫到路面上", "广场舞音响太吵，孩子写不了作业", "流浪狗成群，接送孩子不敢走", "路面坑坑洼洼，骑车摔了好几个人", "公交车班次太少，等一个小时才来一班",
           "楼顶漏水，{n}户的天花板都泡坏了", "物业收费不公开，停车费涨到每月{m}0元", "夜里工地施工到{n}点，睡不着觉", "树枝挡住了窗户和红绿灯，需要修剪", "快递柜占了通道，轮椅过不去",
           "老年食堂菜太咸，希望软一点、便宜一点", "河水发黑发臭，死鱼漂了一片", "灌溉渠淤积，{t}没有清过，插秧缺水", "卫生室没有常用药，开药要跑县城", "加装电梯{n}户不同意，谈了{t}谈不拢",
           "学校门口没有斑马线，家长停车乱成一团", "饭店油烟直排，{n}楼住户不敢开窗", "办残疾证要跑{n}趟，窗口说法不一样", "天然气管道{t}还没有通到我们这里", "共享单车乱停，盲道走不通",
           "监控坏了{t}，丢了{n}辆电动车", "农家书屋常年锁门，孩子放假没处看书", "公厕没有灯也没有水，老人不敢用", "幼儿园名额不够，{m}个孩子排不上", "村里快递要到镇上取，来回{n}公里",
           "高空抛物砸坏了{n}辆车，找不到是谁", "暖气不热，室内只有十{n}度", "桥栏杆断了一截，孩子在上面玩很危险"]
TIMES = ["两个月", "大半年", "一个多星期", "好几年", "{n}个月", "从去年冬天起", "快一年", "十来天"]
ASKS = ["", "希望尽快修好。", "能不能派人来看看？", "建议开个会大家商量一下。", "请有关部门管一管。", "我们愿意一起出一点钱。", "打过{n}次电话没有下文。", "去年7月到现在已经有{n}次。",
        "住在这里的大多是老人和孩子。", "附近{m}户都这样。", "不知道归谁管。", "问过物业，说要等通知。"]


def corpus(count, random):
    told, texts = told_matters(), {}
    def filled(template):
        return template.replace("{t}", filled(random.choice(TIMES)) if "{t}" in template else "") \
            .replace("{n}", str(random.randint(1, 30))).replace("{m}", str(random.randint(2, 60)))
    for text in told:
        texts[text] = None
    while len(texts) < count:
        matter = random.choice(told).rstrip("。") if random.random() < 0.15 else filled(random.choice(MATTERS))
        text = random.choice(PLACES) + (filled(random.choice(SPOTS)) if random.random() < 0.8 else "") \
            + random.choice(["", "，", "的"]) + matter
        for _ in range(random.randint(0, 2)):
            text += random.choice("，。") + filled(random.choice(ASKS)).rstrip("。")
        texts[text.rstrip("，。") + random.choice(["", "。"])] = None
    return list(texts)[:count]


def traditional():
    """Simplified to traditional, by the table of the program itself, turned round."""
    source = (HOME / "Sources/ChineseText/TraditionalScript.swift").read_text(encoding="utf-8")
    one, other = (re.sub(r"[\s\\]", "", part) for part in source.split('"""')[1::2])
    return dict(zip(reversed(other), reversed(one)))


def noisy(text, characters, script, random):
    kept, copy = list(text), []
    index = 0
    while index < len(kept):
        if random.random() >= 1 / 8:
            copy.append(kept[index])
        else:
            match random.choice(["drop", "swap", "replace"]):
                case "swap" if index + 1 < len(kept):
                    copy += [kept[index + 1], kept[index]]
                    index += 1
                case "replace" | "swap":
                    copy.append(random.choice(characters))
        index += 1
    copy = "".join(copy)
    if random.random() < 0.5:
        copy = random.choice(FILLERS) + copy
    if random.random() < 0.8:
        copy = copy.rstrip("。") + random.choice(ENDINGS)
    shape = random.random()
    if shape < 0.2:
        copy = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in copy)
    elif shape < 0.4:
        copy = "".join(script.get(c, c) for c in copy)
    return copy


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text"])
        writer.writerows(rows)


def ours(folder, queries):
    answer = subprocess.run([PROGRAM, "similar", folder / "corpus.csv", folder / queries, "--top", "10", "--json"],
                            capture_output=True, text=True, check=True).stdout
    for line in answer.splitlines():
        line = json.loads(line)
        yield line["query"], [m["id"] for m in line["matches"]], line["milliseconds"]


def grams(text):
    text = "".join(c if c.isalnum() else " " for c in text.lower())
    return [c for c in text if c != " "] + [a + b for a, b in zip(text, text[1:]) if " " not in a + b]


def tantivys_index(texts):
    import tantivy
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("id", stored=True)
    schema.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    index = tantivy.Index(schema.build())
    writer = index.writer(num_threads=1)
    for number, text in texts:
        writer.add_document(tantivy.Document(id=int(number), text=" ".join(grams(text))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def tantivys(index, queries):
    import tantivy
    searcher = index.searcher()
    for number, text in queries:
        start = time.perf_counter()
        terms = sorted(set(grams(text)))
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "text", term, "freq")) for term in terms])
        hits = searcher.search(query, 10, count=False).hits
        took = (time.perf_counter() - start) * 1000
        yield number, [str(searcher.doc(address)["id"][0]) for _, address in hits], took


def say(name, answers, relevant):
    answers = list(answers)
    recall = sum(relevant[q] in found for q, found, _ in answers) / len(answers)
    first = sum(found[:1] == [relevant[q]] for q, found, _ in answers) / len(answers)
    times = sorted(t for _, _, t in answers)
    print(f"{name:12} recall@10 {recall:.3f}  hit@1 {first:.3f}  median {statistics.median(times):.2f} ms  "
          f"99 % {times[int(len(times) * .99)]:.2f} ms", flush=True)
    return statistics.median(times)


def questions():
    with open(HOME / "Tests/Corpora/wordings/questions.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measure(count, asked, folder):
    dice = random.Random(20260301)
    texts = [(str(i), text) for i, text in enumerate(corpus(count, dice), 1)]
    characters, script = sorted(set("".join(t for _, t in texts[:5000]))), traditional()
    chosen = dice.sample(texts, asked)
    others = [(str(count + int(row["id"])), row["text"], row["other"]) for row in questions()]
    texts += [(number, text) for number, text, _ in others]
    write(folder / "corpus.csv", texts)
    index = tantivys_index(texts)
    copies = [(str(i), noisy(text, characters, script, dice)) for i, (_, text) in enumerate(chosen, 1)]
    compare("noisy copies", copies, {str(i): number for i, (number, _) in enumerate(chosen, 1)}, texts, index, folder)
    compare("other wordings", [(number, other) for number, _, other in others], {n: n for n, _, _ in others}, texts, index, folder)


def compare(name, queries, relevant, texts, index, folder):
    write(folder / "queries.csv", queries)
    print(f"similar: {len(texts)} texts of {statistics.mean(len(t) for _, t in texts):.0f} characters, {len(queries)} {name}")
    theirs = say("tantivy", tantivys(index, queries), relevant)
    own = say("shangliang", ours(folder, "queries.csv"), relevant)
    print(f"median against tantivy's: {own / theirs:.2f} (goal ≤ 2)", flush=True)


if __name__ == "__main__":
    sizes = [int(a) for a in sys.argv[1:]] or [100_000, 1_000]
    with tempfile.TemporaryDirectory(prefix="similar-") as folder:
        measure(*sizes, pathlib.Path(os.environ.get("SIMILAR_FILES", folder)))
