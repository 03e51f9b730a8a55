"""The provider of `tests.provider`, as a process of its own; prints its port when it answers."""

from __future__ import annotations

from typing import Any

import flask
from joserfc import jwt
from joserfc.jwk import RSAKey
from oidc_provider_mock import app as provider_app
from werkzeug.serving import make_server

application = provider_app()
_lies: dict[str, str] = {}
_plain = application.wsgi_app


def sign() -> str:
    """Any claims, signed with the provider's own key."""
    key = RSAKey.import_key(flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True))
    return jwt.encode({"alg": "RS256"}, flask.request.get_json(), key)


def lie() -> tuple[str, int]:
    """What it does wrong from now on: `host` is the issuer for which it signs tokens."""
    _lies.clear()
    _lies.update(flask.request.get_json())
    return "", 204


def _lying(environment: dict[str, Any], start: Any) -> Any:
    if environment["PATH_INFO"].endswith("/token") and "host" in _lies:
        environment["HTTP_HOST"] = _lies["host"]
    return _plain(environment, start)


if __name__ == "__main__":
    application.add_url_rule("/sign", view_func=sign, methods=["POST"])
    application.add_url_rule("/lies", view_func=lie, methods=["PUT"])
    application.wsgi_app = _lying
    server = make_server("127.0.0.1", 0, application, threaded=True)
    print(server.server_port, flush=True)  # noqa: T201 - whoever started it reads the port
    server.serve_forever()
