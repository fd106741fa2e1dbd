"""Holds the hand-written validators of Fenliu against the JSON Schemas of the published contract."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator

import corpus
from verdicts import REGISTRY, SCHEMAS, VALIDATORS, is_valid, strict_json, verdicts

CANONICAL_TIME = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?\+08:00$"

# Stricter than the contract: what Fenliu itself writes, whatever it was given.
CANONICAL = {
    "type": "object",
    "required": ["source", "external_id", "received_at", "channel", "text"],
    "properties": {
        "kind": False,
        "received_at": {"type": "string", "pattern": CANONICAL_TIME},
        "channel": {"enum": ["phone", "wechat", "web", "app", "letter", "visit", "transfer", "file", "other"]},
        "matter": {"enum": ["咨询", "求助", "投诉", "举报", "建议", "表扬"]},
        "people_count": {"type": "integer", "minimum": 1},
        "caller": {"type": "object", "required": ["disclosure"],
                   "properties": {"disclosure": {"enum": ["named", "confidential", "anonymous"]}}},
        "act": {"type": "object", "properties": {key: {"pattern": r"^\d{4}-\d{2}-\d{2}$"} for key in ("made_on", "known_on")}},
        "amount": {"type": "string", "pattern": r"^\d+(\.\d{2})?$"},
        "extra": {"type": "object", "additionalProperties": {"type": "string"}},
        "findings": {"type": "array", "maxItems": 200},
    },
    "additionalProperties": {"not": {"type": "null"}},
}


def encode(document):
    return json.dumps(document, ensure_ascii=False).encode()


def compare(documents):
    """Asks both sides; every disagreement is shown."""
    answers = verdicts(documents)
    disagreements = [
        (contract, data.decode(errors="replace")[:300], answer.get("rules"))
        for (contract, data), answer in zip(documents, answers)
        if is_valid("submission." + contract if contract in corpus.KINDS else contract, data) != answer["accepted"]
    ]
    assert not disagreements, f"{len(disagreements)} of {len(documents)}: {disagreements[:5]}"
    return answers


def check_written(answers):
    for answer in answers:
        assert answer.get("stable", True), answer
        for name, document in answer["written"].items():
            VALIDATORS[name].validate(document)
            if name.startswith("submission."):
                Draft202012Validator(CANONICAL).validate(document)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schema_is_one(name):
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:fenliu:schema:{name}.v1"
    assert schema["$id"] in REGISTRY

    def described(value, path):
        if isinstance(value, dict):
            for key, inner in value.get("properties", {}).items():
                if not path.endswith("if"):
                    assert " / " in inner.get("description", ""), f"{path}.{key} lacks Chinese or English"
            for key, inner in value.items():
                if key not in ("if", "then", "allOf"):
                    described(inner, f"{path}.{key}")

    described(schema, name)


@pytest.mark.parametrize("kind", corpus.KINDS)
def test_whole_documents_are_accepted(kind):
    answers = compare([(kind, encode(corpus.WHOLE[kind]))])
    assert answers[0]["accepted"]
    check_written(answers)


@pytest.mark.parametrize("kind", corpus.KINDS)
def test_each_place_bent_alone(kind):
    documents = [(kind, encode(document)) for document in corpus.bent_once(corpus.WHOLE[kind])]
    answers = compare(documents)
    assert sum(not answer["accepted"] for answer in answers) > 100
    assert sum(answer["accepted"] for answer in answers) > 100
    check_written(answers)


@pytest.mark.parametrize("kind", corpus.KINDS)
def test_mixtures(kind):
    documents = [(kind, encode(document)) for document in corpus.mixtures(corpus.WHOLE[kind], 20261123, 2000)]
    check_written(compare(documents))


@pytest.mark.parametrize("kind", corpus.KINDS)
def test_a_document_of_one_kind_on_the_topic_of_another(kind):
    others = {name: copy.deepcopy(document) for name, document in corpus.WHOLE.items()}
    check_written(compare([(kind, encode(document)) for document in others.values()]))


def test_what_is_no_document():
    answers = compare([(kind, data) for kind in corpus.KINDS for data in corpus.NOT_JSON])
    assert not any(answer["accepted"] for answer in answers)
    check_written(answers)


@pytest.fixture(scope="module")
def messages():
    """Docket entries, case events and alerts as Fenliu writes them."""
    entries, events, alerts = [], [], []
    documents = [(kind, encode(corpus.WHOLE[kind])) for kind in corpus.KINDS for _ in range(17)]
    for answer in verdicts(documents):
        entries.append(answer["written"]["docket-entry"])
        events.append(answer["written"]["case-event"])
        alerts.append(answer["written"]["alert"])
    return {"docket-entry": entries, "case-event": events, "alert": alerts}


@pytest.mark.parametrize("contract", ["docket-entry", "case-event", "alert"])
def test_events_read_back(contract, messages):
    documents = [(contract, encode(message)) for message in messages[contract]]
    for message, answer in zip(messages[contract], compare(documents)):
        assert answer["written"][contract] == message


@pytest.mark.parametrize("contract", ["docket-entry", "case-event", "alert"])
def test_bent_events(contract, messages):
    # 1.0 is an integer to JSON Schema; a date that has the form of one may still be none; both are tried in Swift.
    odd = [None, True, 0, -1, 1 << 63, "", "x", [], {}, [1], {"a": 1}, {"a": "b"}]
    documents = []
    for message in messages[contract][:9] + messages[contract][20:30]:
        for path in corpus.paths(message):
            if path[0] == "submission" and len(path) > 1:
                continue
            documents.append(corpus.without(message, path))
            documents += [corpus.put(message, path, value) for value in odd if (path[-1], value) != ("request_count", 0)]
        documents.append(message | {"later": {"version": [2]}})
    documents = [d for d in documents if not exceeds(d)]
    answers = compare([(contract, encode(document)) for document in documents])
    assert sum(not answer["accepted"] for answer in answers) > 100


def exceeds(entry):
    """A request beyond their number is refused by Fenliu; JSON Schema cannot say so."""
    request, count = entry.get("request"), entry.get("request_count")
    return type(request) is int and type(count) is int and request > count


def test_numbers_that_are_valid_are_kept_as_they_were_written():
    data = b'{"source":"s","external_id":1.50,"text":"t","people_count":1e2,"x":1E400}'
    assert strict_json(data)["x"] == float("inf")
    answer = compare([("hotline", data)])[0]
    assert answer["written"]["submission.hotline"]["external_id"] == "1.50"
    assert answer["written"]["submission.hotline"]["extra"] == {"people_count": "1e2", "x": "1E400"}
