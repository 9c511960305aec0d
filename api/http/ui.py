"""The web pages: files of `web/dist` as built and compressed, and `index.html` for each address of the site."""

import mimetypes
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from api.refusals import refusal
from graph.domain.kernel.problems import ProblemCode

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")  # file systems take no name above 255 bytes
_LONGEST_SHOWN = 200
"""In characters: enough of an address to recognise it in a message."""
_NOT_PAGES = frozenset({"api", "auth", "graphql", "health", "metrics"})
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_NOT_BUILT = (
    "Signoff's API runs, but its web pages have not been built.\n\n"
    "Run `make web` in the folder of the repository, then load this page again.\n"
    "The API itself answers at /graphql.\n"
)


def ui_routes(dist: Path = DIST) -> list[Route]:
    """Return the routes of the pages; the last one answers every other address, so nothing may come after it."""

    async def asset(request: Request) -> Response:
        return _file(dist / "assets" / request.path_params["name"], request, _FOR_EVER)

    async def page(request: Request) -> Response:
        path = request.scope["path"]  # the address as a whole depends on the Host that the client made up
        parts = path.strip("/").split("/")
        if parts[0] in _NOT_PAGES:
            sent = f"{request.method} {path[:_LONGEST_SHOWN]}"
            return refusal(404, ProblemCode.NOT_FOUND, f"Nothing answers {sent}: use /graphql or /api/v1/export.")
        if "." in parts[-1]:
            return _file(dist / parts[-1], request, _ASK_AGAIN) if len(parts) == 1 else _missing()
        if not (dist / "index.html").is_file():
            return PlainTextResponse(_NOT_BUILT, 503, {"cache-control": "no-store", "retry-after": "60"})
        return _file(dist / "index.html", request, _ASK_AGAIN)

    return [Route("/assets/{name}", asset), Route("/{address:path}", page)]


def _file(path: Path, request: Request, caching: str) -> Response:
    """Return a built file in the best encoding that the client takes; its name is checked before the disk is read."""
    if not _NAME.fullmatch(path.name) or not path.is_file():
        return _missing()
    headers = {"cache-control": caching, "vary": "accept-encoding"}
    accepted = {part.partition(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")}
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    for encoding, suffix in _ENCODINGS:
        compressed = path.with_name(path.name + suffix)
        if encoding in accepted and compressed.is_file():
            return FileResponse(compressed, headers={**headers, "content-encoding": encoding}, media_type=kind)
    return FileResponse(path, headers=headers, media_type=kind)


def _missing() -> Response:
    return PlainTextResponse("There is no such file.\n", 404, {"cache-control": "no-store"})
