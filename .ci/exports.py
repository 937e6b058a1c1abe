"""Asks programs that are not ours whether the exports of all cases are right: WARC, STIX, MISP, bundles, time
stamps.

Usage: exports.py TRACE CASES. Runs in the environment that `.ci/oracles` makes.
"""
import io
import json
import logging
import pathlib
import subprocess
import sys
import tempfile
import warnings
import zipfile

import pymisp
import stix2
import stix2validator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

complaints = []


def run(*words, **more):
    return subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, **more)


def exported(trace, case, form):
    done = run(trace, "case", "export", case, f"--{form}")
    if done.returncode:
        complaints.append(f"{case} --{form}: {done.stderr.decode()}")
    return done.stdout


def answer(trace, case):
    """Party, role, contact, can and cannot of every entry, as `trace` prints them."""
    data = json.loads(run(trace, "--replay", case, "--json").stdout)
    rows = set()
    for entry in data.get("chain", []):
        if entry["status"] == "identified":
            rows.add((entry["layer"], entry["party"]["name"],
                      ", ".join(contact["value"] for contact in entry["contacts"]),
                      ", ".join(power["id"] for power in entry["can"]),
                      ", ".join(power["id"] for power in entry["cannot"])))
    return rows


def row(text):
    """The same out of the lines of an export."""
    fields = dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in text.splitlines())
    return tuple(fields.get(name, "").strip() for name in ("role", "party", "contact", "can", "cannot"))


def warc(trace, case):
    """Every digest of every record is right, and it is the same each time."""
    data = exported(trace, case, "warc")
    if data != exported(trace, case, "warc"):
        complaints.append(f"{case}: the WARC differs from run to run")
    with tempfile.NamedTemporaryFile(suffix=".warc") as file:
        file.write(data)
        file.flush()
        done = run(str(pathlib.Path(sys.executable).with_name("warcio")), "check", "-v", file.name)
        if done.returncode or b"fail" in done.stdout:
            complaints.append(f"{case}: warcio: {done.stdout.decode()[-400:]}{done.stderr.decode()[-400:]}")
    return sum(1 for record in ArchiveIterator(io.BytesIO(data)) if record.rec_type != "warcinfo")


def stix(trace, case, wanted):
    """The strict validator takes it, another library reads it, and every entry is found again."""
    data = exported(trace, case, "stix")
    options = stix2validator.ValidationOptions(strict=True, version="2.1", silent=True)
    result = stix2validator.validate_string(data.decode(), options)
    if not result.is_valid:
        complaints.append(f"{case}: stix: {[str(error) for error in result.errors][:3]}")
    bundle = stix2.parse(data.decode(), allow_custom=False)
    objects = getattr(bundle, "objects", [])
    found = {row(note.content) for note in objects if note.type == "note"}
    if found != wanted:
        complaints.append(f"{case}: stix: {sorted(wanted ^ found)[:2]}")
    # A party has one identity, in one of its spellings, with all of its roles.
    roles = {one.id: one.get("roles", []) for one in objects if one.type == "identity"}
    for note in (one for one in objects if one.type == "note"):
        if row(note.content)[0] not in roles[note.object_refs[0]]:
            complaints.append(f"{case}: stix: {note.abstract} is no role of its identity")
    return len(objects)


def parties(wanted):
    """Role and name of each."""
    return {(role, name) for role, name, *_ in wanted}


def misp(trace, case, wanted):
    """Strict objects of the public templates, and every entry is found again."""
    text = exported(trace, case, "misp")
    data = json.loads(text)
    event = pymisp.MISPEvent(strict_validation=True)
    event.load(json.loads(text), validate=True)
    for plain in data["Event"]["Object"]:
        strict = pymisp.MISPObject(plain["name"], strict=True)
        strict.from_dict(**plain)
        json.loads(strict.to_json(strict=True))
        if plain["template_version"] != str(strict._definition["version"]):
            complaints.append(f"{case}: {plain['name']} has template version {plain['template_version']}, "
                              f"pymisp {strict._definition['version']}")
    found = {row(attribute.value) for organization in event.get_objects_by_name("organization")
             for attribute in organization.get_attributes_by_relation("description")}
    if found != wanted:
        complaints.append(f"{case}: misp: {sorted(wanted ^ found)[:2]}")

    def values(organization, relation):
        return [attribute.value for attribute in organization.get_attributes_by_relation(relation)]
    named = {(role, name) for one in event.get_objects_by_name("organization")
             for role in values(one, "role") for name in values(one, "name")}
    if parties(wanted) - named:
        complaints.append(f"{case}: misp: organizations lack {sorted(parties(wanted) - named)[:2]}")
    return len(event.objects)


def bundle(trace, case):
    """`sha256sum -c` passes, and names the file in which a byte was changed."""
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(exported(trace, case, "bundle"))).extractall(folder)
        done = run("sha256sum", "-c", "MANIFEST.sha256", cwd=folder)
        if done.returncode:
            complaints.append(f"{case}: sha256sum: {done.stdout.decode()}")
        file = pathlib.Path(folder, "answer.json")
        changed = bytearray(file.read_bytes())
        changed[10] ^= 1
        file.write_bytes(changed)
        done = run("sha256sum", "-c", "MANIFEST.sha256", cwd=folder)
        if done.returncode == 0 or b"answer.json: FAILED" not in done.stdout:
            complaints.append(f"{case}: a changed byte was not named: {done.stdout.decode()}")
    return 1


CONFIG = """
[tsa]
default_tsa = tsa1
[tsa1]
dir = .
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
[ext]
extendedKeyUsage = critical,timeStamping
"""


def stamp(trace, case):
    """`openssl ts` answers the query, and its answer is verified over the case."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, "x.case")
        copy.write_bytes(pathlib.Path(case).read_bytes())
        pathlib.Path(folder, "tsa.cnf").write_text(CONFIG)
        pathlib.Path(folder, "serial").write_text("01\n")
        steps = [
            ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=ca"),
            ("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=tsa"),
            ("openssl", "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tsa.pem",
             "-extfile", "tsa.cnf", "-extensions", "ext"),
            (str(pathlib.Path(trace).resolve()), "case", "stamp", "x.case"),
            ("openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "x.case.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key",
             "-out", "x.case.tsr"),
            ("openssl", "ts", "-verify", "-data", "x.case", "-in", "x.case.tsr", "-CAfile", "ca.pem", "-untrusted", "tsa.pem"),
            (str(pathlib.Path(trace).resolve()), "case", "verify", "x.case"),
        ]
        for step in steps:
            done = run(*step, cwd=folder)
            if done.returncode:
                complaints.append(f"{' '.join(step[:3])}: {done.stderr.decode()[-300:]}")
                break
        else:
            if b"stamped: " not in done.stdout:
                complaints.append(f"the stamp was not looked at: {done.stdout.decode()}")
            # The last bytes are the signature's.
            reply = bytearray(pathlib.Path(folder, "x.case.tsr").read_bytes())
            reply[-9] ^= 1
            pathlib.Path(folder, "x.case.tsr").write_bytes(reply)
            if run(*steps[-1], cwd=folder).returncode == 0:
                complaints.append("a changed stamp was taken")
    return 1


def main():
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    trace, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    counts = {"WARC records": 0, "STIX objects": 0, "MISP objects": 0, "bundles": 0, "stamps": 0}
    for case in sorted(str(case) for case in folder.glob("*.case")):
        wanted = answer(trace, case)
        counts["WARC records"] += warc(trace, case)
        counts["STIX objects"] += stix(trace, case, wanted)
        counts["MISP objects"] += misp(trace, case, wanted)
        counts["bundles"] += bundle(trace, case)
    counts["stamps"] += stamp(trace, str(folder / "demo.case"))
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    sys.exit("\n".join(complaints) or 0)


if __name__ == "__main__":
    main()
