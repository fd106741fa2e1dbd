"""The AsyncAPI document: whole, resolvable, and in step with the topics and the schemas."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from verdicts import ROOT, SCHEMAS

FOLDER = ROOT / "Topics"
DOCUMENT = yaml.safe_load((FOLDER / "asyncapi.yaml").read_text())
TOPICS = {
    topic["name"]: topic
    for path in FOLDER.glob("*.yaml") if path.name != "asyncapi.yaml"
    for topic in yaml.safe_load(path.read_text())["topics"]
}


def references(value, path="#"):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                yield path, inner
            else:
                yield from references(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from references(inner, f"{path}/{index}")


def resolve(reference):
    file, _, pointer = reference.partition("#")
    value = json.loads((FOLDER / file).read_text()) if file else DOCUMENT
    for step in filter(None, pointer.split("/")):
        value = value[step]
    return value


def test_it_is_asyncapi_3():
    assert DOCUMENT["asyncapi"] == "3.0.0"
    assert set(DOCUMENT) <= {"asyncapi", "id", "info", "servers", "defaultContentType", "channels", "operations", "components"}
    assert DOCUMENT["info"]["title"] and DOCUMENT["info"]["version"]


@pytest.mark.parametrize("path, reference", list(references(DOCUMENT)))
def test_reference_resolves(path, reference):
    assert resolve(reference) is not None, path


def test_every_topic_has_its_channel():
    channels = {channel["address"]: channel for channel in DOCUMENT["channels"].values()}
    assert channels.keys() == TOPICS.keys()
    for name, topic in TOPICS.items():
        binding = channels[name]["bindings"]["kafka"]
        assert binding["partitions"] == topic["partitions"]["kafka"], name
        assert binding["replicas"] == topic["replication"], name
        assert binding["topicConfiguration"]["cleanup.policy"] == [topic["cleanup"]], name


def test_channels_carry_the_schemas_that_the_topics_name():
    for channel in DOCUMENT["channels"].values():
        topic = TOPICS[channel["address"]]
        for message in channel["messages"].values():
            payload = resolve(message["$ref"])["payload"]["schema"]["$ref"]
            assert topic.get("schema", "#/components/schemas/opaque") == payload, channel["address"]


def test_types_are_those_of_the_schemas():
    for message in DOCUMENT["components"]["messages"].values():
        payload = message["payload"]["schema"]["$ref"]
        if payload.startswith("schemas/"):
            assert resolve(payload)["$id"] == "urn:fenliu:schema:" + message["name"].removeprefix("fenliu.")
    for name in SCHEMAS:
        assert any(reference == f"schemas/{name}.v1.json" for _, reference in references(DOCUMENT)), name


def test_every_channel_has_an_operation():
    used = {operation["channel"]["$ref"] for operation in DOCUMENT["operations"].values()}
    assert used == {f"#/channels/{name}" for name in DOCUMENT["channels"]}
    for operation in DOCUMENT["operations"].values():
        assert operation["action"] in ("send", "receive")
        for message in operation["messages"]:
            assert message["$ref"].startswith(operation["channel"]["$ref"] + "/messages/")


def test_everything_is_said_in_both_languages():
    def texts(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("title", "description", "summary") and isinstance(inner, str):
                    yield inner
                else:
                    yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)

    for text in texts(DOCUMENT):
        assert " / " in text, text


def test_inline_schemas_are_schemas():
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
