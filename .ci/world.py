"""Reads the drafts of all harms about cases, and says what no desk should get.

Usage: world.py TRACE CASES
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse

HARMS = ["phishing", "malware", "botnet-c2", "malicious-spam", "spam", "pharming", "terrorist-content",
         "copyright", "trademark-in-name", "counterfeit", "defamation", "intimate-images", "fraud",
         "hacked-site", "attack-traffic"]
# What is asked of somebody without being an ability of the matrix.
OTHERS = ["inform", "clean-up", "repair-records"]
complaints = []


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def told(trace, case, harm, nature):
    """What tracing says about a harm."""
    return json.loads(run(trace, "--replay", case, "--harm", harm, "--json", *nature).stdout)


def drafts(trace, case, harm, nature):
    """The drafts: number of the step, kind of desk, text."""
    done = run(trace, "report", case, "--harm", harm, *nature)
    if done.returncode not in (0, 3) or "panicked" in done.stderr:
        complaints.append(f"{case} {harm}: ended with {done.returncode}: {done.stderr[-300:]}")
    parts = re.split(r"^===== (\d+)-([a-z]+)(?:-\d+)?\.txt =====$", done.stdout, flags=re.MULTILINE)
    if len(parts) == 1 and done.stdout.startswith("To: "):
        return [(None, None, done.stdout)]
    return [(int(parts[at]), parts[at + 1], parts[at + 2].strip()) for at in range(1, len(parts), 3)]


def contacts(entry):
    return {contact["value"] for contact in entry["contacts"]}


def is_given(target):
    """Whether the target is a name or place that somebody on its path can have given: below a registered name, or behind a path."""
    below = target["host"] != target["registrable_domain"]
    return below or urllib.parse.urlsplit(target["url"] or "").path not in ("", "/")


def judge(name, data, number, text):
    """What is wrong with one draft."""
    steps = data["advice"][0]["steps"]
    steps = [step for step in steps if number in (None, step["number"])]
    to = text.splitlines()[0]
    party = to.removeprefix("To: ")
    fits = [step for step in steps if party.startswith(step["party"][:40].replace(data["target"]["host"], ""))
            or number is not None]
    if not fits:
        return [f"{name}: {to} is no step of the advice"]
    step = fits[0]
    wrong = []
    written = re.findall(r"<([^<>@\s]+@[^<>\s]+)>", to)
    domain = data["target"].get("registrable_domain")
    if step["layer"] not in (None, "registrant"):
        entries = [entry for entry in data["chain"] if entry["layer"] == step["layer"]
                   and entry["status"] == "identified" and entry["party"]["id"] == step["party_id"]]
        if not entries:
            wrong.append(f"{name}: {to} is not on the path")
        else:
            can = {power["id"] for entry in entries for power in entry["can"]}
            cannot = {power["id"] for entry in entries for power in entry["cannot"]}
            able = step["action"] in can and step["action"] not in cannot
            if step["action"] == "decide-dispute":
                able = is_given(data["target"])
            if step["action"] not in OTHERS and not able:
                wrong.append(f"{name}: {to} cannot {step['action']}")
            known = set().union(*map(contacts, entries)) | {(step["contact"] or {}).get("value")}
            for mailbox in written:
                if mailbox not in known:
                    wrong.append(f"{name}: {mailbox} is no contact of the chain")
        for mailbox in written:
            at = mailbox.rsplit("@", 1)[1].lower()
            if domain and (at == domain or at.endswith("." + domain)):
                wrong.append(f"{name}: {mailbox} is the reported side's own")
    nobody = not written and "https://" not in to and "http://" not in to and "[[recipient" not in to
    if nobody and not re.search(r"\+?\d[\d .-]{5,}", to):
        wrong.append(f"{name}: {to} is nobody")
    if "first.org/members" in to:
        wrong.append(f"{name}: {to} is a list")
    # A desk's own form is a link, also where the desk is on the target's host.
    form = (step["contact"] or {}).get("value") or ""
    text = text.replace(form, "") if form.startswith("https://") else text
    if data["target"]["host"] and re.search(rf"https?://{re.escape(data['target']['host'])}", text):
        wrong.append(f"{name}: a live link")
    return wrong


def case_of(trace, case):
    """How many drafts there are of a case."""
    count = 0
    for harm in HARMS:
        for nature in ([], ["--malicious"]) if harm in HARMS[:3] else ([],):
            data = told(trace, case, harm, nature)
            if "error" in data:
                continue
            for number, _, text in drafts(trace, case, harm, nature):
                count += 1
                complaints.extend(judge(f"{pathlib.Path(case).stem} {harm}", data, number, text))
    return count


def main():
    trace, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    cases = sorted(str(case) for case in folder.glob("*.case"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        count = sum(pool.map(lambda case: case_of(trace, case), cases))
    print(f"{count} drafts about {len(cases)} cases, {len(complaints)} complaints")
    sys.exit("\n".join(complaints[:40]) or 0)


if __name__ == "__main__":
    main()
