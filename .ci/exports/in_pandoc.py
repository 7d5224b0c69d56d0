"""The sources as pandoc reads them back from CSL-JSON."""

import json
import subprocess
import sys

from truth import SOURCES, bounds, finish

name = f"{sys.argv[1]}/sources.csl.json"
done = subprocess.run(
    ["pandoc", "-f", "csljson", "-t", "csljson", name], capture_output=True, text=True, check=True
)
read = {item["id"]: item for item in json.loads(done.stdout)}
live = {i: s for i, s in SOURCES.items() if "withdrawn" not in s}
wrong = [] if read.keys() == live.keys() else [f"{len(read)} of {len(live)} sources"]
days = 0
for id, source in live.items():
    item = read.get(id, {})
    if item.get("URL", "").replace("’", "'") != source["address"]:  # it sets quotes as printers do
        wrong.append(f"{id}: {item.get('URL')}")
    text = source.get("published")
    if text is not None and bounds(text):
        days += 1
        parts = [list(map(int, text.split("-")))]
        if item.get("issued", {}).get("date-parts") != parts:
            wrong.append(f"{id}: {item.get('issued')}, not {text}")
finish(wrong, f"pandoc: {len(read)} sources, {days} days of publication as in the corpus")
