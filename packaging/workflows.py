"""The workflow files: they parse, and what their commands name exists: scripts, files, commands, options and features.

    workflows.py CERTWISE
"""

import os, re, subprocess, sys, tomllib
from pathlib import Path

import yaml

PROGRAM = sys.argv[1]
FEATURES = tomllib.loads(Path("Cargo.toml").read_text())["features"]


def said(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def listed(text):
    """The words that begin an indented line."""
    return set(re.findall(r"^ {2,4}([a-z][\w-]*)", text, re.M))


CARGO = listed(said("cargo", "--list"))
COMMANDS = listed(said(PROGRAM, "--help").split("Commands:")[1].split("\n\n")[0])
TARGETS = said("rustc", "--print", "target-list").split()


def faults(workflow):
    jobs = workflow["jobs"]
    # YAML reads the bare word `on` as a truth.
    if not workflow.get(True) or "permissions" not in workflow:
        yield "no event, or no permissions"
    for name, job in jobs.items():
        needs = job.get("needs", [])
        for other in [needs] if isinstance(needs, str) else needs:
            if other not in jobs:
                yield f"{name} needs {other}, which is no job"
        for entry in job.get("strategy", {}).get("matrix", {}).get("include", []):
            if entry["target"] not in TARGETS:
                yield f"{entry['target']} is no target"
        ids = {step["id"] for step in job["steps"] if "id" in step}
        for other in set(re.findall(r"steps\.([\w-]+)", str(job))) - ids:
            yield f"{name} asks the step {other}, which is none"
        fetched = {word for step in job["steps"] for word in re.findall(r"cargo install (?:cargo-)?([\w-]+)", step.get("run", ""))}
        for step in job["steps"]:
            if ("run" in step) == ("uses" in step):
                yield f"{name} has a step that is not one of run and uses"
            yield from command_faults(step.get("run", ""), fetched, str(job))


def command_faults(script, fetched, job):
    # What GitHub puts in is one word.
    script = re.sub(r"\$\{\{.*?\}\}", "WORD", script)
    bash = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True)
    if bash.returncode:
        yield bash.stderr
    for path in re.findall(r"(?<![\w./$-])((?:\.ci|packaging|data|tests|docs)/[\w./-]+)", script):
        if not os.access(path, os.X_OK if path.startswith((".ci", "packaging")) else os.R_OK):
            yield f"{path} is not there"
    for command in re.findall(r"\bcargo ([a-z-]+)", script):
        if command not in CARGO | fetched:
            yield f"cargo has no {command}"
    for feature in re.findall(r"--features ([\w,-]+)", script):
        if unknown := set(feature.split(",")) - FEATURES.keys():
            yield f"no feature {unknown}"
    for command, rest in re.findall(r"/certwise ([a-z]+)([^|;\n]*)", script):
        # A command that a feature of the same name brings is not in this program.
        if command not in COMMANDS and f"--features {command}" not in job:
            yield f"certwise has no {command}"
        elif command in COMMANDS:
            known = said(PROGRAM, command, "--help")
            yield from (f"certwise {command} has no {option}" for option in re.findall(r"(--[\w-]+)", rest) if option not in known)


found = [f"{file}: {fault}" for file in sorted(Path(".github/workflows").glob("*.y*ml")) for fault in faults(yaml.safe_load(file.read_text()))]
sys.exit("\n".join(found) or None)
