"""`fenliu clock compute` from outside: our own vectors, random periods against chinesecalendar, and lines that are no questions."""

import datetime
import json
import os
import pathlib
import random
import subprocess

import pytest

import clock_oracle

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("FENLIU_TEST_BINARY") or str(ROOT / ".build/release/fenliu")
RULES = clock_oracle.rules(ROOT / "Config/deadlines")
VECTORS = ROOT / "Examples/clocks"
ROUNDS = int(os.environ.get("FENLIU_TEST_CLOCKS", 4_000))

pytestmark = pytest.mark.skipif(not os.access(BINARY, os.X_OK), reason=f"{BINARY} is not built")


def compute(text, zone="Asia/Shanghai"):
    environment = {"PATH": os.environ["PATH"], "FENLIU_CONFIG": str(ROOT / "Config"), "LANG": "en_US.UTF-8", "TZ": zone}
    data = text if isinstance(text, bytes) else text.encode()
    result = subprocess.run([BINARY, "clock", "compute", "-", "--json"], input=data, env=environment, capture_output=True,
                            timeout=120)
    assert result.returncode == 0, result.stderr.decode()
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def ask(*questions, **more):
    return compute("".join(json.dumps(question, ensure_ascii=False) + "\n" for question in questions), **more)


@pytest.mark.parametrize("name", ["table", "ledgers"])
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles"])
def test_vectors(name, zone):
    expected = [json.loads(line) for line in (VECTORS / f"{name}.answers.jsonl").read_text().splitlines()]
    answers = compute((VECTORS / f"{name}.jsonl").read_text(), zone)
    for answer, wanted in zip(answers, expected, strict=True):
        if "error" in wanted:
            assert answer["id"] == wanted["id"]
            assert answer["error"]["rule"] == wanted["error"]["rule"]
            assert answer["error"]["article"] == wanted["error"]["article"]
            assert answer["error"]["message"]
        else:
            assert answer == wanted
            assert list(answer) == list(wanted)


def day_between(random, first, last):
    return first + datetime.timedelta(days=random.randrange((last - first).days + 1))


def question(random, number):
    """A ledger that its rule allows, inside the years that chinesecalendar and the product both know."""
    rule = random.choice([r for r in RULES.values() if r["unit"] != "hours" and not (r["unit"] == "months" and r["length"] > 12)])
    force = rule.get("in_force") or {}
    first = max(datetime.date(2024, 1, 5), clock_oracle.date(force.get("from", "2024-01-01")))
    last = min(datetime.date(2026, 4, 30), clock_oracle.date(force.get("to", "2026-12-31")))
    if rule["unit"] == "months" or rule["length"] > 45:
        last = min(last, datetime.date(2025, 6, 30))
    if rule["direction"] == "backward":
        first = max(first, datetime.date(2024, 2, 1))
    start = day_between(random, first, last)
    asked = {"id": number, "rule": rule["id"], "start": {"event": "e", "at": str(start)}}
    for key, allowed in (("suspensions", rule.get("suspends_on")), ("exclusions", rule.get("excluded_time"))):
        if allowed and random.random() < 0.7:
            asked[key] = []
            for _ in range(random.randrange(4)):
                begin = start + datetime.timedelta(days=random.randrange(90))
                end = begin + datetime.timedelta(days=random.randrange(25))
                asked[key].append({"from": str(begin), "to": str(end), "reason": "…"})
    extendable = rule.get("extendable")
    if extendable and random.random() < 0.5:
        most = extendable.get("max", 20 if rule["unit"] != "months" else 3)
        asked["extensions"] = [{
            "length": random.randint(1, most), "unit": rule["unit"], "granted_on": str(start), "by": "…"}]
    return rule, asked


def test_random_periods():
    seed = int(os.environ.get("FENLIU_TEST_SEED", 20261123))
    chance = random.Random(seed)
    questions, expected = [], []
    for number in range(ROUNDS):
        rule, asked = question(chance, number)
        clock = clock_oracle.Clock(rule, asked)
        if rule["direction"] == "forward":
            # What has not happened at the moment of the evaluation would be refused.
            begun = [asked["start"]["at"]] + [i["from"] for k in ("suspensions", "exclusions") for i in asked.get(k) or []]
            first = max(clock_oracle.date(day) for day in begun)
            last = min(clock.due + datetime.timedelta(days=40), datetime.date(2026, 12, 31))
            if chance.random() < 0.8 and first <= last and all(
                clock_oracle.date(day) <= clock.due for day in begun
            ):
                asked["evaluated_at"] = str(day_between(chance, first, last))
        questions.append(asked)
        expected.append(clock.answer(asked))
    for asked, answer, wanted in zip(questions, ask(*questions), expected, strict=True):
        assert answer == wanted, f"seed {seed}\n{json.dumps(asked, ensure_ascii=False)}"


def test_lines_that_are_no_questions_do_not_stop_the_rest():
    good = '{"id":"a","rule":"ar.review","start":{"event":"application_received","at":"2026-09-23"}}'
    bad = [
        "{", "null", "[]", '"x"', "{}", '{"id":1}', '{"id":"b","rule":"ar.review"}', '{"id":"b","rule":7,"start":{}}',
        '{"id":"b","rule":"ar.review","start":{"event":"e"}}', '{"id":"b","rule":"ar.review","start":{"event":"e","at":"2026-02-30"}}',
        '{"id":"b","rule":"ar.review","start":{"event":"e","at":"2026-09-23T10:00:00"}}',
        '{"id":"b","rule":"ar.review","start":"2026-09-23"}',
        good.replace("}}", '},"suspensions":7}'), good.replace("}}", '},"suspensions":[7]}'),
        good.replace("}}", '},"extensions":[{"length":"x"}]}'), good.replace("}}", '},"extensions":[{"length":1,"unit":"days"}]}'),
        good.replace("}}", '},"filings":[{"by":"post"}]}'), good.replace("}}", '},"evaluated_at":1}'), "{" * 3_000,
    ]
    text = "".join(f"{line}\n{good}\n" for line in bad).encode() + b"\xff\xfe\n" + good.encode() + b"\n\n  \n" + b"x" * 2_000_000 + b"\n"
    answers = compute(b"\xef\xbb\xbf" + text + good.encode())
    assert len(answers) == 2 * len(bad) + 4
    for index, answer in enumerate(answers):
        if index % 2:
            assert answer["due"] == "2026-10-08"
        else:
            assert answer["error"]["line"] == (index + 1 if index < 40 else 43)
            assert answer["error"]["message"]
    assert answers[12]["id"] == "b" and answers[12]["error"]["rule"] == "ar.review"
    assert "第30条" in answers[12]["error"]["article"]


def test_random_bytes_get_an_answer_each():
    chance = random.Random(7)
    good = '{"id":"a","rule":"ar.decide.ordinary","start":{"event":"accepted","at":"2026-03-02"},"suspensions":[{"from":"2026-03-10","to":null,"reason":"…"}],"evaluated_at":"2026-03-25"}'.encode()
    lines = []
    for _ in range(3_000):
        line = bytearray(good)
        for _ in range(chance.randrange(1, 5)):
            place = chance.randrange(len(line))
            if chance.random() < 0.5:
                line[place] = chance.randrange(256)
            else:
                del line[place:place + chance.randrange(1, 9)]
        line = bytes(line).replace(b"\n", b" ").replace(b"\r", b" ")
        if line.strip(b" \t"):
            lines.append(line)
    answers = compute(b"\n".join(lines))
    assert len(answers) == len(lines)
    assert all(("due" in answer) != ("error" in answer) for answer in answers)
