"""Documents for the schemas: whole ones, each bent in one place, and mixtures from a seed."""

import copy
import random

KINDS = ("hotline", "reconsideration", "mediation")

# Every length at which any bound of the contract lies, and the one above it.
LENGTHS = (0, 1, 64, 65, 100, 101, 128, 129, 200, 201, 500, 501, 2000, 2001, 4000, 4001, 5000, 5001, 20000, 20001)
COUNTS = (0, 1, 20, 21, 50, 51, 100, 101, 200, 201)
CHARACTERS = ("x", "长", "👍")

ODD_VALUES = (
    None, True, False, 0, -1, 17, 3.5, 1e30, [], {}, [None], [[]], [{}], ["甲"], {"a": 1}, {"name": "甲"}, {"name": []},
    {"name": None}, "", " ", "\u3000\n\t", "\u0000", "\ufeff", "甲\u0001乙", "é", "2026-11-23", "2026-02-30", "13800138000",
    "110105194912310021", "441802", "999999", "电话", "鸽子", "匿名", "1,000.50", "-5", "30人", "sha256:00", "热线", "hotline",
    "调解", "a:b", "a b",
)

WHOLE = {
    "hotline": {
        "kind": "hotline", "source": "qy12345", "external_id": "GD-1", "received_at": "2026-11-22T09:05:03+08:00",
        "channel": "phone", "region": "441802", "place": "某路", "text": "路灯不亮", "matter": "投诉",
        "caller": {"disclosure": "named", "name": "甲", "identity_number": "11010519491231002X",
                   "telephone": "13800138000", "address": "某路 4 号"},
        "against": [{"name": "某公司", "kind": "enterprise"}], "people_count": 30,
        "attachments": [{"uri": "https://files.example/1", "name": "照片.jpg", "media_type": "image/jpeg", "size": 10,
                         "digest": "sha256:" + "0" * 64}],
        "previous_number": "QY1", "extra": {"网格": "G-07", "n": 1, "b": True, "z": None},
        "sealed": [{"key_id": "k", "envelope": "AAAA", "content_digest": "hmac-sha256:00"}],
        "findings": [{"field": "place", "rule": "text.control-character", "limit": None}],
    },
    "reconsideration": {
        "source": "fy", "external_id": 118, "received_at": "2026-11-20T10:00:00+08:00", "channel": "visit",
        "text": "事实和理由",
        "applicants": [{"kind": "natural", "name": "甲", "identity_number": "11010519491231002X",
                        "telephone": "0763-3366666", "address": "某路"},
                       {"kind": "legal", "name": "某公司", "identity_number": "91350100M000100Y43",
                        "legal_representative": "乙"}],
        "representatives": [{"name": "丙"}], "respondent": {"name": "某局", "code": "114418"},
        "act": {"kind": "行政处罚", "document_number": "某罚〔2026〕1号", "made_on": "2026-10-08", "known_on": "2026-10-10",
                "summary": "罚款"},
        "requests": ["撤销决定", "返还罚款"], "compensation": {"amount": 15000.5, "reason": "损失"},
        "attached_review": {"document": "某办法", "reason": "违反上位法"}, "delivery": "post",
    },
    "mediation": {
        "source": "tj", "external_id": "7", "received_at": "2026-11-20T10:00:00Z", "channel": "visit", "text": "漏水",
        "applicants": [{"name": "甲", "telephone": "13800138000"}], "respondents": [{"kind": "organisation", "name": "乙"}],
        "dispute_type": "邻里纠纷", "amount": "30000", "wanted": "修复", "requested_by": "court", "consent": "unknown",
    },
}


def paths(value, prefix=()):
    """Every place in a document: its fields, and the entries of its lists."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield prefix + (key,)
            yield from paths(inner, prefix + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield prefix + (index,)
            yield from paths(inner, prefix + (index,))


def at(document, path):
    for step in path:
        document = document[step]
    return document


def put(document, path, value):
    bent = copy.deepcopy(document)
    at(bent, path[:-1])[path[-1]] = value
    return bent


def without(document, path):
    bent = copy.deepcopy(document)
    del at(bent, path[:-1])[path[-1]]
    return bent


def bent_once(document):
    """The document with one place missing, odd, long, or repeated."""
    for path in list(paths(document)):
        value = at(document, path)
        yield without(document, path)
        for odd in ODD_VALUES:
            yield put(document, path, odd)
        if not isinstance(value, (dict, list)):
            for number, length in enumerate(LENGTHS):
                yield put(document, path, CHARACTERS[number % len(CHARACTERS)] * length)
        if isinstance(value, list) and value:
            for count in COUNTS:
                yield put(document, path, [value[0]] * count)
    for length in LENGTHS:
        yield put(document, ("不知名",), "x" * length)
        yield put(document, ("k" * max(length, 1),), "x")
        yield put(document, ("extra",), {"k": "长" * length})
        yield put(document, ("extra",), {"长" * length: "v"})
        yield put(document, ("sealed",), [{"key_id": "k" * length, "envelope": "e"}])
        yield put(document, ("findings",), [{"field": "f" * length, "rule": "r"}, {"field": "f", "rule": "r" * length}])
        yield put(document, ("findings",), [{"field": "f", "rule": "date.form", "limit": "l" * length}])
    for count in COUNTS:
        yield put(document, ("extra",), {f"k{n}": "v" for n in range(count)})
        yield document | {f"k{n}": n for n in range(count)}
    for count in (900, 1100):
        yield document | {f"k{n}": n for n in range(count)}


def mixtures(document, seed, count):
    """Documents bent in several places at once."""
    rng = random.Random(seed)
    places = list(paths(document))
    pieces = [value for value in WHOLE.values() for value in value.values()] + list(ODD_VALUES)
    for _ in range(count):
        bent = copy.deepcopy(document)
        for path in rng.sample(places, rng.randint(2, 8)):
            try:
                if rng.random() < 0.3:
                    bent = without(bent, path)
                elif rng.random() < 0.5:
                    bent = put(bent, path, copy.deepcopy(rng.choice(pieces)))
                else:
                    bent = put(bent, path, rng.choice(CHARACTERS) * rng.choice(LENGTHS))
            except (KeyError, IndexError, TypeError):
                continue
        yield bent


NOT_JSON = (
    b"", b"{", b"[]", b"17", b"null", b'"text"', b"{}", b'{"source":"s"', b'{"source":"s","external_id":"1","text":"t",}',
    b'{"source":"s","external_id":"1","text":"t"} x', b'{"source":"s","external_id":"1","text":"t","text":"t"}',
    b'{"source":"s","external_id":"1","text":"\\ud800"}', b'{"source":"s","external_id":"1","text":"t","a":NaN}',
    b'{"source":"s","external_id":"1","text":"t","a":01}', b'{"source":"s","external_id":"1","text":"\xff"}',
    b'\xef\xbb\xbf{"source":"s","external_id":"1","text":"t"}', b"{'source':'s'}",
    b'{"source":"s","external_id":"1","text":"a\nb"}', b'{"source":"s","external_id":"1","text":"t","a":{"b":1,"b":2}}',
)
