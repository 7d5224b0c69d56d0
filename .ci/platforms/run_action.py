"""Runs the steps of action.yml as a runner does: run_action.py CLONE FOLDER EXPECTED INPUT=VALUE…

CLONE is the action's own repository, FOLDER the checkout that it is used in, EXPECTED the code that
it exits with.  Only the expressions and conditions that action.yml uses are known; another one is
an error here.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

clone, folder, expected = sys.argv[1:4]
action = yaml.safe_load(Path(clone, "action.yml").read_text("utf-8"))
given = dict(word.split("=", 1) for word in sys.argv[4:])
assert set(given) <= set(action["inputs"])
values = {f"inputs.{name}": str(of["default"]) for name, of in action["inputs"].items()}
values |= {f"inputs.{name}": value for name, value in given.items()}
values["github.action_path"] = clone
code = 0
with tempfile.TemporaryDirectory() as temporary:
    for step in action["runs"]["steps"]:
        condition = re.fullmatch(r"(inputs\.[a-z-]+) != ''", step.get("if", "inputs.x != ''"))
        assert condition, step["if"]
        if "if" in step and not values[condition[1]]:
            continue
        assert "${{" not in step["run"], "what a stranger can choose has to come by the environment"
        output = Path(temporary, "output")
        output.write_text("")
        variables = {
            name: re.sub(r"\$\{\{ ([a-z0-9_.-]+) \}\}", lambda use: values[use[1]], text)
            for name, text in step.get("env", {}).items()
        }
        runner = {"RUNNER_TEMP": temporary, "GITHUB_OUTPUT": str(output), "GITHUB_ACTIONS": "true"}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        code = subprocess.run(
            command, cwd=folder, env={**os.environ, **runner, **variables}, check=False
        ).returncode
        for line in output.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            values[f"steps.{step['id']}.outputs.{name}"] = value
        if code:
            break
sys.exit(code != int(expected))
