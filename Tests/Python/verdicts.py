"""What Fenliu says of documents (Tests/SchemaVerdicts), and what the JSON Schemas say."""

import base64
import functools
import json
import os
import pathlib
import subprocess

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = {path.stem.removesuffix(".v1"): json.loads(path.read_text()) for path in (ROOT / "Topics/schemas").glob("*.json")}
REGISTRY = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in SCHEMAS.values())
VALIDATORS = {name: Draft202012Validator(schema, registry=REGISTRY) for name, schema in SCHEMAS.items()}


@functools.cache
def program():
    """The program's path; built when nobody says where it is."""
    if path := os.environ.get("FENLIU_SCHEMA_VERDICTS"):
        return path
    swift = os.environ.get("SWIFT", "swift")
    build = [swift, "build", "-c", "release", "--package-path", str(ROOT), "--product", "SchemaVerdicts"]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    folder = subprocess.run(build + ["--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
    return f"{folder}/SchemaVerdicts"


def verdicts(documents):
    """One answer for each (contract, bytes)."""
    lines = "".join(
        f"{contract} {base64.urlsafe_b64encode(data).decode().rstrip('=')}\n" for contract, data in documents)
    run = subprocess.run([program()], input=lines, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(documents)
    assert not any("error" in answer for answer in answers)
    return answers


class NotJSON(ValueError):
    pass


def strict_json(data):
    """Parses as RFC 8259 wants it: UTF-8, no field twice, no NaN, no half of a surrogate pair."""

    def unique(pairs):
        fields = dict(pairs)
        if len(fields) != len(pairs):
            raise NotJSON("a field stands twice")
        return fields

    def constant(name):
        raise NotJSON(name)

    try:
        document = json.loads(data.decode("utf-8"), object_pairs_hook=unique, parse_constant=constant)
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except (ValueError, UnicodeError) as error:
        raise NotJSON(str(error)) from error
    return document


def is_valid(contract, data):
    try:
        return VALIDATORS[contract].is_valid(strict_json(data))
    except NotJSON:
        return False
