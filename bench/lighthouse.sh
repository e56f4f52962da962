#!/usr/bin/env bash
# Lighthouse on pages of a house that is being served, as a phone sees them:
#   bench/lighthouse.sh PORT / sarah      the first page, and the alliance page of Sarah in the stories
# Whatever begins with / is an address; anything else is a person of a story. Needs Node 18 or later and Chromium.
set -euo pipefail

port=${1:?which port} && shift
base=http://localhost:$port
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CHROME_PATH=${CHROME_PATH:-$(command -v chromium)}
chrome='--headless --no-sandbox --disable-gpu --disable-quic --no-first-run'
chrome+=' --disable-background-networking --disable-component-update --disable-sync'

# The cookie of a person of a story, got as a browser gets it, and the address of the first alliance.
become() {
  local jar=$work/$1.jar page token
  page=$(curl -sS -c "$jar" -b "$jar" "$base/stories/$1/")
  token=$(grep -om1 'name="csrfmiddlewaretoken" value="[^"]*' <<<"$page" | cut -d'"' -f4)
  curl -sS -o /dev/null -c "$jar" -b "$jar" -H "Origin: $base" -d "csrfmiddlewaretoken=$token" "$base/stories/$1/"
  cookie="session=$(awk '$6 == "session" { print $7 }' "$jar")"
  path=$(curl -sS -b "$jar" "$base/home/" | grep -om1 '/alliances/[0-9a-f]*/')
}

failed=0
for page in "$@"; do
  cookie='' path=$page
  [[ $page == /* ]] || become "$page"
  printf '{"Cookie": "%s"}' "$cookie" >"$work/headers.json"
  npx --yes --prefix "$work" lighthouse@12.8.2 "$base$path" --quiet --output=json --output-path="$work/report.json" \
    --only-categories=performance,accessibility,best-practices --extra-headers="$work/headers.json" \
    --chrome-flags="$chrome" || { failed=1; continue; }
  python3 - "$work/report.json" "$page" <<'PY' || failed=1
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
scores = {name: round(100 * (each["score"] or 0)) for name, each in report["categories"].items()}
print(sys.argv[2], *(f"{name} {score}" for name, score in scores.items()), sep="  ")
assert report["finalDisplayedUrl"] == report["requestedUrl"], "led elsewhere"
for each in report["categories"].values():
    for ref in each["auditRefs"]:
        audit = report["audits"][ref["id"]]
        if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
            print(f"  {audit['id']}: {audit.get('displayValue') or audit['title']}")
sys.exit(min(scores.values()) < 100)
PY
done
exit $failed
