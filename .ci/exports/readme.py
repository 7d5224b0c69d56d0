"""The lines of README's section "Load the corpus" in one language, as a program."""

import re
import sys
from pathlib import Path

text = Path(__file__).resolve().parents[2].joinpath("README.md").read_text("utf-8")
section = text.partition("## Load the corpus")[2].partition("\n## ")[0]
blocks = re.findall(rf"```{sys.argv[1]}\n(.*?)```", section, re.DOTALL)
word = sys.argv[2]
[block] = [block for block in blocks if word in block]
print(block)
