"""A second verifier of exports, written from docs/ledger.md with nothing but the standard library."""

import hashlib
import json
import re
import sys
from pathlib import Path

ID, HASH = r"[0-9a-f]{32}", r"[0-9a-f]{64}"
MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
NOTICE = "This is not a contract. It cannot lessen law, contract, court order or policy."
FIRST = {"format", "version", "notice", "alliance", "member", "names", "made", "count", "head"}
ENTRY = {"alliance", "seq", "at", "by", "type", "version", "facts", "words", "prev"}


class Wrong(ValueError):
    """What a verifier refuses."""


def need(holds, what):
    if not holds:
        raise Wrong(what)


def has_form(pattern, text):
    return isinstance(text, str) and re.fullmatch(pattern, text) is not None


def sha(domain, *parts):
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hashlib.sha256(domain.encode() + b"\0" + framed).hexdigest()


def verify(export, kept=None):
    """Raise Wrong, or whatever a malformed line raises, unless the export is sound."""
    need(export.endswith(b"\n"), "cut short")
    lines = export[:-1].split(b"\n")
    need(len(lines) > 2 and all(len(line) < 2**20 for line in lines), "lines")
    first, *entries, last = (json.loads(line.decode()) for line in lines)
    need(isinstance(first, dict) and first.keys() == FIRST, "first line")
    need((first["format"], first["version"], first["notice"]) == ("comity export", 1, NOTICE), "format")
    need(has_form(MOMENT, first["made"]), "first line")
    need(all(has_form(ID, one) and isinstance(name, str) for one, name in first["names"].items()), "names")
    need(isinstance(last, dict) and last.keys() == {"count", "head", "digest"}, "last line")
    before = export[: len(export) - len(lines[-1]) - 1]
    need(last["digest"] == hashlib.sha256(b"comity/export/v1\0" + before).hexdigest(), "digest")
    prev, at, came_in, hashes = "0" * 64, "", set(), []
    for seq, line in enumerate(entries, 1):
        need(isinstance(line, dict) and line.keys() == {"body", "hash", "words"}, "entry line")
        commitments = []
        if line["body"] is not None:
            entry, commitments = check_entry(line, (first["alliance"], seq, prev), at)
            at = entry["at"]
            if entry["type"] in ("alliance_opened", "member_joined"):
                came_in.add(entry["facts"].get("member"))
        for piece in line["words"]:
            need(piece.keys() == {"salt", "words"} and has_form(HASH, piece["salt"]), "words")
            commitment = sha("comity/words/v1", bytes.fromhex(piece["salt"]), piece["words"].encode())
            need(commitment in commitments, "words")
            commitments.remove(commitment)
        need(has_form(HASH, line["hash"]), "hash")
        hashes.append(prev := line["hash"])
    need({(each["count"], each["head"]) for each in (first, last)} == {(len(entries), prev)}, "count and head")
    need(first["member"] in came_in, "member")
    need(kept is None or kept in hashes, "kept head")


def check_entry(line, place, at):
    entry = json.loads(line["body"])
    need(line["hash"] == sha("comity/entry/v1", line["body"].encode()), "hash of an entry")
    need(isinstance(entry, dict) and entry.keys() == ENTRY and has_form(ID, entry["alliance"]), "entry")
    need((entry["alliance"], entry["seq"], entry["prev"]) == place, "place of an entry")
    need(has_form(MOMENT, entry["at"]) and entry["at"] >= at, "time of an entry")
    need(entry["by"] == "" or has_form(ID, entry["by"]), "author of an entry")
    return entry, list(entry["words"])


if __name__ == "__main__":
    verify(Path(sys.argv[1]).read_bytes(), *sys.argv[2:])
