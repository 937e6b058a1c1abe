"""Traces, makes a bundle, and runs each command of its HOW-TO-CHECK.md.

Usage: recheck.py TRACE FOLDER [TARGET…].
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import zipfile

TARGETS = ["https://www.brightloaf.com/shop?id=7", "hafenkante.de", "cobaltmug.com", "thinleaf.net",
           "sakura-tokei.co.jp", "63.247.140.20"]


def run(command):
    return subprocess.run(command, shell=isinstance(command, str), executable="/bin/bash"
                          if isinstance(command, str) else None, capture_output=True, timeout=60)


def records(text):
    """Type and data of the records of an answer in the words of a case or of dig."""
    found = set()
    for line in text.splitlines():
        fields = line.removeprefix("answer ").split()
        if line.startswith(";") or len(fields) < 4:
            continue
        fields = [field for field in fields if field != "IN"]
        if fields[1].isdigit():
            found.add((fields[2], " ".join(fields[3:]).rstrip(".").replace('"', "").lower()))
    return found


def check(trace, folder, target):
    """The complaints about one target, and how many commands were run."""
    case, bundle = folder / "x.case", folder / "x.zip"
    run([trace, "--save-case", str(case), "--no-cache", target])
    run([trace, "case", "export", str(case), "--bundle", "--out", str(bundle)])
    with zipfile.ZipFile(bundle) as archive:
        page = archive.read("HOW-TO-CHECK.md").decode()
    bodies = {}
    for line in case.read_text().splitlines()[1:]:
        data = json.loads(line)
        if "sha256" in data:
            bodies[data["sha256"]] = data.get("text", "")
    wrong, count, seen = [], 0, set()
    for digest, commands in re.findall(r"SHA-256 of the answer: `([^`]+)`\n\n((?:```sh\n.*?\n```\n\n?)+)", page, re.S):
        for command in re.findall(r"```sh\n(.*?)\n```", commands, re.S):
            if command in seen or digest == "no answer came":
                continue
            seen.add(command)
            count += 1
            out = run(command).stdout
            if command.startswith("whois "):
                # The program changes line ends and charsets: what is left are the words.
                words = set(re.findall(r"[A-Za-z0-9.-]{6,}", bodies[digest]))
                if words and not words & set(re.findall(r"[A-Za-z0-9.-]{6,}", out.decode("utf-8", "replace"))):
                    wrong.append(f"{target}: {command}: no word of the record")
            elif command.startswith("dig "):
                known, given = records(bodies[digest]), records(out.decode())
                if {one for one in known if one[0] != "SOA"} - given:
                    wrong.append(f"{target}: {command}: {sorted(known - given)[:2]} of {sorted(given)[:3]}")
            elif hashlib.sha256(out).hexdigest() != digest:
                wrong.append(f"{target}: {command}: {hashlib.sha256(out).hexdigest()}, recorded {digest}")
    return wrong, count


def main():
    trace, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    complaints, total = [], 0
    for target in sys.argv[3:] or TARGETS:
        wrong, count = check(trace, folder, target)
        complaints += wrong
        total += count
    print(f"{total} commands, {len(complaints)} that gave something else")
    sys.exit("\n".join(complaints) or 0)


if __name__ == "__main__":
    main()
