"""The Python face behind the conformance protocol (see conformance/README.md).

Standard library and the package `dashlift` only. A document crosses as bytes and options as JSON text, so that nothing
is decided here.
"""

import base64
import json
import sys

import dashlift
from dashlift import _dashlift

# A build for tests also has the families of `examples/own-family`.
REGISTRIES = {"standard": _dashlift}
if hasattr(_dashlift, "_toys"):
    REGISTRIES["toys"] = _dashlift._toys

VERBS = ["migrate", "detect", "plan", "validate", "format", "families"]


def document_of(request):
    document = request["document"]
    if "file" in document:
        with open(document["file"], "rb") as file:
            return file.read()
    return base64.b64decode(document["base64"], validate=True)


def options_of(request):
    return json.dumps(request.get("options", {}))


def wire(document):
    return {"base64": base64.b64encode(document).decode("ascii")}


def answer(core, request):
    verb = request["verb"]
    if verb == "migrate":
        document, report, *rest = core.migrate_json(document_of(request), options_of(request))
        ok = {"document": wire(document), "report": report}
        if rest and rest[0] is not None:
            ok["complement"] = rest[0]
        return ok
    if verb == "detect":
        return {"result": core.detect_json(document_of(request))}
    if verb == "plan":
        return {"result": core.plan_json(request["from"], request["to"])}
    if verb == "validate":
        return {"result": core.validate_json(document_of(request), options_of(request))}
    if verb == "format":
        return {"document": wire(core.format_bytes(document_of(request), request["style"]))}
    if verb == "families":
        return {"result": core.families_json()}
    return None


def reply(request):
    number, verb = request["id"], request["verb"]
    if verb == "start":
        return {
            "id": number,
            "ok": {
                "driver": "python",
                "protocol": 1,
                "build": _dashlift.build_json(),
                "verbs": VERBS,
                "registries": list(REGISTRIES),
            },
        }
    if verb == "stop":
        return {"id": number, "ok": {}}
    core = REGISTRIES.get(request.get("registry", "standard"))
    if core is None:
        return {"id": number, "skipped": "this build has no such registry"}
    try:
        ok = answer(core, request)
    except dashlift.DashliftError as error:
        return {"id": number, "error": error.json}
    if ok is None:
        return {"id": number, "skipped": f"verb `{verb}` is unknown"}
    return {"id": number, "ok": ok}


def main():
    for line in sys.stdin.buffer:
        request = json.loads(line)
        sys.stdout.buffer.write(json.dumps(reply(request)).encode("ascii") + b"\n")
        sys.stdout.buffer.flush()
        if request["verb"] == "stop":
            break


if __name__ == "__main__":
    main()
