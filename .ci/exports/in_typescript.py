"""Programs for tsc: a sample of the feed under schema-dts, all rows under our own types."""

import json
import sys
from pathlib import Path

export, project = Path(sys.argv[1]), Path(sys.argv[2])
feed = json.loads((export / "claimreview.jsonld").read_text("utf-8"))
feed["dataFeedElement"] = feed["dataFeedElement"][::40]
project.joinpath("feed.ts").write_text(
    'import type { DataFeed, WithContext } from "schema-dts";\n'
    f"export const feed: WithContext<DataFeed> = {json.dumps(feed)};\n",
    "utf-8",
)
whole = (export / "export.json").read_text("utf-8")
project.joinpath("rows.ts").write_text(
    f'import type {{ Export }} from "./out/export";\nexport const rows: Export = {whole};\n',
    "utf-8",
)
spoilt = whole.replace('"verdict": "supported"', '"verdict": "suported"', 1)
assert spoilt != whole
project.joinpath("spoilt.ts").write_text(
    f'import type {{ Export }} from "./out/export";\nexport const rows: Export = {spoilt};\n',
    "utf-8",
)
