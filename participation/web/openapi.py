"""The OpenAPI 3.1 document, generated from the endpoints and the models that validate them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from participation import __version__
from participation.web.api import PREFIX, Endpoint

_REFERENCE = "#/components/schemas/{model}"
_PROBLEMS = {
    401: "Not known",
    403: "Not now",
    404: "Not found",
    409: "Conflict",
    410: "Gone",
    413: "Too much at once",
    422: "Unusable",
    429: "Prove first",
    503: "Try again",
}


def openapi_document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The whole document; schemas are shared in `components`."""
    models = list(
        dict.fromkeys(
            model for endpoint in endpoints for model in (endpoint.answer, endpoint.body) if model is not None
        )
    )
    _, definitions = models_json_schema(
        [(model, "serialization") for model in models], ref_template=_REFERENCE, by_alias=True
    )
    paths: dict[str, Any] = {}
    for endpoint in endpoints:
        path = re.sub(r"{(\w+):\w+}", r"{\1}", endpoint.path)
        paths.setdefault(path, {})[endpoint.method.lower()] = _operation(endpoint, path)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Beteiligungsplattform", "version": __version__, "license": {"name": "EUPL-1.2"}},
        "servers": [{"url": PREFIX}],
        "paths": paths,
        "components": {"schemas": {**definitions.get("$defs", {}), "Problem": _PROBLEM_SCHEMA}},
    }


def _operation(endpoint: Endpoint, path: str) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", path)
    ]
    parameters += [
        {"name": name, "in": "query", "required": False, "description": text, "schema": {"type": "string"}}
        for name, text in endpoint.query.items()
    ]
    answer = {"description": "Success", "content": {"application/json": {"schema": _schema(endpoint.answer)}}}
    responses: dict[str, Any] = {"200": answer}
    if endpoint.method == "POST":
        responses["201"] = answer
    for status in endpoint.problems:
        responses[str(status)] = {"description": _PROBLEMS[status], "content": _PROBLEM_CONTENT}
    operation: dict[str, Any] = {"summary": endpoint.summary, "parameters": parameters, "responses": responses}
    if endpoint.body is not None:
        content = {"application/json": {"schema": _schema(endpoint.body)}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _schema(model: Any) -> dict[str, Any]:
    schema = TypeAdapter(model).json_schema(ref_template=_REFERENCE, mode="serialization")
    schema.pop("$defs", None)
    name = re.sub(r"[^A-Za-z0-9_]", "_", getattr(model, "__name__", ""))
    return {"$ref": _REFERENCE.format(model=name)} if name else schema


_PROBLEM_SCHEMA = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "required": ["type", "status", "title"],
}
_PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
