#!/usr/bin/env python3
"""Checks a Redress package offline: files, both manifests, signature, chain of custody and time stamp, and makes sums,
traces and restitution worksheets again from the data of the package. Standard library only, Python 3.8 or later.

    python3 redress_verify.py PATH [--key FINGERPRINT] [--json]

PATH is the folder or the ZIP. Exit status 0: everything holds. 1: something does not, and the first such file is
named. 2: wrong call. It shares no code with the program that made the package.
Formats: BagIt 1.0 (RFC 8493), Ed25519 (RFC 8032), canonical JSON (RFC 8785), time stamps (RFC 3161).
"""
import csv
import hashlib
import io
import json
import os
import re
import stat
import struct
import sys
import unicodedata
import zlib
from fractions import Fraction
from functools import lru_cache

TAG_FILES = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt"]
TAG_MANIFEST, SIGNATURE, TIME_STAMP = "tagmanifest-sha256.txt", "signature.json", "timestamp.tsr"
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MOST_FILES, MOST_BYTES = 10_000, 2_000_000_000
# A cell that lists the movements of a busy account is longer than the 131,072 characters of the module's own limit.
csv.field_size_limit(MOST_BYTES)


def printable(text):
    """A line break or an escape in a name of the package could write a verdict of its own on the screen."""
    return "".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text)


class Broken(Exception):
    def __init__(self, file, why):
        super().__init__(printable(f"{file}: {why}"))
        self.file = printable(file)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


# ---- what a bag may hold ---------------------------------------------------------------------------------------------

NAME = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*")


def check_name(path):
    if len(path) > 200:
        raise Broken(path, "the name is longer than 200 characters")
    if ".." in path.split("/"):
        raise Broken(path, "the name leaves the bag")
    if path.startswith("/") or "\\" in path or ":" in path:
        raise Broken(path, "the name is absolute or not portable")
    if path.lower() == "fetch.txt":
        raise Broken(path, "fetch.txt is refused: nothing is ever fetched")
    if NAME.fullmatch(path) is None:
        raise Broken(path, "a name that no bag of ours has")


def check_names(paths):
    seen = {}
    if len(paths) > MOST_FILES:
        raise Broken(paths[MOST_FILES], f"more than {MOST_FILES} files")
    for path in paths:
        check_name(path)
        same = seen.get(path.lower())
        if same is not None:
            raise Broken(path, "the name stands twice" if same == path else f"it differs from {same} by case alone")
        seen[path.lower()] = path


def read_folder(root):
    paths = []

    def walk(folder, prefix):
        for entry in os.scandir(folder):
            path = prefix + entry.name
            folder_inside = entry.is_dir(follow_symlinks=False)
            if not folder_inside and not entry.is_file(follow_symlinks=False):
                raise Broken(path, "links and special files are refused")
            check_name(path)
            if folder_inside:
                walk(entry.path, path + "/")
            else:
                paths.append(path)
            if len(paths) > MOST_FILES:
                raise Broken(path, f"more than {MOST_FILES} files")

    walk(root, "")
    paths.sort()
    check_names(paths)
    files, total = {}, 0
    for path in paths:
        with open(os.path.join(root, *path.split("/")), "rb") as handle:
            files[path] = handle.read(MOST_BYTES - total + 1)
        total += len(files[path])
        if total > MOST_BYTES:
            raise Broken(path, f"more than {MOST_BYTES} bytes in all")
    return files


def zip_of(files):
    """The one ZIP that these files make: stored, name order, 1 January 1980, plain files of mode 644."""
    bodies, heads, at = [], [], 0
    for path in sorted(files):
        data, name = files[path], path.encode("ascii")
        crc = zlib.crc32(data)
        common = struct.pack("<HHHHHIIIHH", 20, 0x0800, 0, 0, 0x21, crc, len(data), len(data), len(name), 0)
        bodies += [b"PK\x03\x04", common, name, data]
        heads += [b"PK\x01\x02\x3f\x03", common, struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, at), name]
        at += 30 + len(name) + len(data)
    directory = b"".join(heads)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(files), len(files), len(directory), at, 0)
    return b"".join([*bodies, directory, end])


def read_zip(path):
    """Reads the files along the local headers; `zip_of` then judges every other byte of the container."""
    with open(path, "rb") as handle:
        data = handle.read(MOST_BYTES + 1)
    files, names, at = {}, [], 0
    while data[at : at + 4] == b"PK\x03\x04" and at + 30 <= len(data):
        method, size = struct.unpack_from("<H", data, at + 8)[0], struct.unpack_from("<I", data, at + 18)[0]
        name_length, extra = struct.unpack_from("<HH", data, at + 26)
        name = data[at + 30 : at + 30 + name_length].decode("latin-1")
        start = at + 30 + name_length + extra
        if method != 0:
            raise Broken(path, "its entries are deflated; unpack it and verify the folder")
        if start + size > len(data):
            raise Broken(name, "the ZIP ends inside it")
        names.append(name)
        files[name] = data[start : start + size]
        at = start + size
        if len(names) > MOST_FILES:
            raise Broken(name, f"more than {MOST_FILES} files")
    check_names(names)
    return files, data


# ---- Ed25519 (RFC 8032 5.1), because the standard library has none ---------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    z, t = 2 * a[2] * b[2] % P, 2 * a[3] * b[3] * D % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            total = point_add(total, point)
        point = point_add(point, point)
        scalar >>= 1
    return total


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT % P
    if (x * x - square) % P != 0:
        return None
    return P - x if x & 1 != sign else x


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


@lru_cache(maxsize=64)
def ed25519_holds(public, message, signature):
    """Whether `signature` (64 bytes) over `message` was made with the private half of `public` (32 bytes)."""
    a, r = point_of(public), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = point_times(s, BASE), point_add(r, point_times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ---- bytes -----------------------------------------------------------------------------------------------------------


def text_of(data):
    return data.decode("utf-8", "replace")


def check_manifest(files, manifest, expected):
    algorithm = "sha512" if "sha512" in manifest else "sha256"
    form = re.compile(r"([0-9a-f]{%d})  (\S+)" % (128 if algorithm == "sha512" else 64))
    content = text_of(files[manifest])
    if content != "" and not content.endswith("\n"):
        raise Broken(manifest, "it does not have the form of a manifest")
    listed, wanted, before = set(), set(expected), ""
    for line in content.split("\n")[:-1]:
        match = form.fullmatch(line)
        if match is None or match[2] <= before:
            raise Broken(manifest, "it does not have the form of a manifest")
        before = path = match[2]
        if path not in files:
            raise Broken(path, f"{manifest} lists it and it is not there")
        if path not in wanted:
            raise Broken(manifest, f"it lists {path}, which does not belong there")
        if hashlib.new(algorithm, files[path]).hexdigest() != match[1]:
            raise Broken(path, f"its {algorithm} is not the one in {manifest}")
        listed.add(path)
    for path in expected:
        if path not in listed:
            raise Broken(path, f"{manifest} does not list it")


def canonical(value):
    """RFC 8785 for what a package holds: texts, booleans, null and whole numbers."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def read_json(files, path):
    if path not in files:
        return None
    try:
        content = files[path].decode("utf-8")
        value = json.loads(content)
    except ValueError:
        raise Broken(path, "it is not JSON") from None
    if canonical(value) != content:
        raise Broken(path, "it is not canonical JSON")
    return value


def check_signature(files):
    value = read_json(files, SIGNATURE)
    sizes = {"keyId": 64, "publicKey": 64, "signature": 128}
    sound = isinstance(value, dict) and set(value) == {"alg", *sizes} and value["alg"] == "Ed25519"
    for name, size in sizes.items():
        sound = sound and isinstance(value[name], str) and re.fullmatch(r"[0-9a-f]{%d}" % size, value[name]) is not None
    if not sound:
        raise Broken(SIGNATURE, "it is not the canonical JSON of a signature")
    public = bytes.fromhex(value["publicKey"])
    if sha256(public) != value["keyId"]:
        raise Broken(SIGNATURE, "keyId is not the fingerprint of publicKey")
    if ed25519_holds(public, bytes(files[TAG_MANIFEST]), bytes.fromhex(value["signature"])):
        return value["keyId"]
    # When every digest of the tag manifest still fits, the signature was changed; else the manifest was.
    try:
        check_manifest(files, TAG_MANIFEST, TAG_FILES)
    except Broken:
        raise Broken(TAG_MANIFEST, "it is not what was signed") from None
    raise Broken(SIGNATURE, f"the signature does not fit {TAG_MANIFEST}")


def check_bytes(files):
    payload = sorted(path for path in files if path.startswith("data/"))
    known = [*payload, *TAG_FILES, TAG_MANIFEST, SIGNATURE]
    for path in known:
        if path not in files:
            raise Broken(path, "the file is missing")
    for path in sorted(set(files) - set(known)):
        if path != TIME_STAMP:
            raise Broken(path, "the file does not belong to the bag")
    if not payload:
        raise Broken("data/", "the payload is empty")
    fingerprint = check_signature(files)
    check_manifest(files, TAG_MANIFEST, TAG_FILES)
    if files["bagit.txt"] != BAGIT:
        raise Broken("bagit.txt", "it is not BagIt 1.0")
    check_manifest(files, "manifest-sha256.txt", payload)
    check_manifest(files, "manifest-sha512.txt", payload)
    octets = sum(len(files[path]) for path in payload)
    if f"Payload-Oxum: {octets}.{len(payload)}" not in text_of(files["bag-info.txt"]).split("\n"):
        raise Broken("bag-info.txt", "Payload-Oxum does not fit the payload")
    return fingerprint


# ---- chain of custody and time stamp ---------------------------------------------------------------------------------


def chain_fault(events, head):
    prev = "0" * 64
    for number, event in enumerate(events, 1):
        if event.get("seq") != number or event.get("prev") != prev:
            return f"event {number} does not follow from the one before"
        prev = sha256(canonical(event).encode("utf-8"))
    return None if head == prev else "its head is not the hash of its last event"


def check_custody(files):
    path = "data/custody.json"
    custody = read_json(files, path)
    if custody is None:
        return 0
    events = custody.get("events") or []
    fault = chain_fault(events, custody.get("head"))
    if fault is not None:
        raise Broken(path, fault)
    held = {event["itemSha256"] for event in events if event.get("act") == "received"}
    for source in (read_json(files, "data/sources.json") or {}).get("sources", []):
        if source["sha256"] not in held:
            raise Broken(path, f"it does not tell how {source['label']} came in")
    names = sorted(name for name in files if name.startswith("data/") and name != path)
    payload = sha256("".join(f"{sha256(files[name])}  {name}\n" for name in names).encode("utf-8"))
    if not events or events[-1].get("act") != "packaged" or events[-1].get("itemSha256") != payload:
        raise Broken(path, "its last event is not the packaging of this payload")
    return len(events)


def der_parts(data):
    parts, at = [], 0
    while at < len(data):
        count = data[at + 1] - 128 if data[at + 1] >= 128 else 0
        length = int.from_bytes(data[at + 2 : at + 2 + count], "big") if count else data[at + 1]
        start = at + 2 + count
        if start + length > len(data):
            raise ValueError("it ends too early")
        parts.append((data[at], data[start : start + length]))
        at = start + length
    return parts


HASHES = {"608648016503040201": "sha256", "608648016503040202": "sha384", "608648016503040203": "sha512"}


def check_time_stamp(files):
    """The stamped digest and the time; the token's own signature is checked by `redress verify` and `openssl ts`."""
    if TIME_STAMP not in files:
        return None
    try:
        outer = der_parts(der_parts(files[TIME_STAMP])[0][1])
        info = outer if outer[0][0] == 6 else der_parts(outer[1][1])
        signed = der_parts(der_parts(info[1][1])[0][1])
        octets = der_parts(der_parts(signed[2][1])[1][1])[0][1]
        tst = der_parts(der_parts(octets)[0][1])
        algorithm, imprint = der_parts(tst[2][1])
        name, time = HASHES.get(der_parts(algorithm[1])[0][1].hex()), tst[4][1].decode("ascii")
    except (IndexError, ValueError):
        raise Broken(TIME_STAMP, "it is not a time-stamp token that can be read") from None
    stamped = [TAG_MANIFEST, SIGNATURE]
    if name is None or imprint[1] not in [hashlib.new(name, files[path]).digest() for path in stamped]:
        raise Broken(TIME_STAMP, "it was given for other bytes than the tag manifest or the signature")
    if re.fullmatch(r"[0-9]{14}(?:\.[0-9]{1,9})?Z", time) is None:
        raise Broken(TIME_STAMP, "its time is not of the form of RFC 3161")
    iso = re.sub(r"^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", r"\1-\2-\3T\4:\5:\6", time)
    return f"{iso}, token signature not checked"


# ---- figures ---------------------------------------------------------------------------------------------------------

DECIMAL = re.compile(r"-?[0-9]{1,60}(?:\.[0-9]{1,18})?")


def decimal(value):
    """A decimal text as an exact fraction; None for anything else. No sum of a package has more digits than 60."""
    return Fraction(value) if isinstance(value, str) and DECIMAL.fullmatch(value) else None


class Table:
    def __init__(self, files, name):
        self.file = f"data/schedules/{name}"
        self.there = self.file in files
        rows = list(csv.reader(io.StringIO(text_of(files.get(self.file, b"")), newline=""), strict=True))
        self.columns = rows[0] if rows else []
        self.rows = [dict(zip(self.columns, cells), line=at) for at, cells in enumerate(rows[1:], 2)]

    def fail(self, row, why):
        raise Broken(self.file, f"line {row['line']}: {why}")


def listed(table, row, most):
    """The numbers that a row lists: never more than the `most` there are, as a short cell could name them without end."""
    numbers = []
    for item in row["movements"].split(", ") if row["movements"] else []:
        run = re.fullmatch(r"T-([0-9]{1,9})(?: to T-([0-9]{1,9}))?", item)
        if run is None or int(run[2] or run[1]) > most:
            table.fail(row, f"it lists {item[:40]}, which is no movement")
        first, last = int(run[1]), int(run[2] or run[1])
        if len(numbers) + last - first >= most:
            table.fail(row, "it lists more movements than there are")
        numbers += range(first, last + 1)
    return numbers


def read_movements(files):
    table = Table(files, "movements.csv")
    sources = (read_json(files, "data/sources.json") or {}).get("sources", []) if table.there else []
    labels = {item["label"] for item in sources if re.fullmatch(r"[0-9a-f]{64}", item["sha256"])}
    for number, row in enumerate(table.rows, 1):
        row["units"] = decimal(row["amount"])
        if row["units"] is None or re.fullmatch(r"[A-Z]{3}", row["currency"]) is None:
            table.fail(row, "its amount is not a decimal with a currency")
        if row["movement"] != f"T-{number}":
            table.fail(row, f"it should be T-{number}")
        if any(part.split(" ")[0] not in labels for part in row["source"].split("; ")):
            table.fail(row, "it cites an original that data/sources.json does not list")
    return table.rows


BOTH = {"to_account": ("credits", "credited"), "from_account": ("debits", "debited")}
SUMS = [
    ("by-account.csv", lambda row: "", lambda item, side: "", BOTH),
    (
        "by-counterparty.csv",
        lambda row: row["counterparty"],
        lambda item, side: item["from"] if side == "to_account" else item["to"],
        BOTH,
    ),
    ("by-month.csv", lambda row: row["month"], lambda item, side: item["date"][:7], BOTH),
    (
        "payments-by-method.csv",
        lambda row: row["method"],
        lambda item, side: item["method"],
        {"from_account": ("payments", "amount")},
    ),
]


def check_sum_schedule(files, movements, name, row_key, movement_key, sides):
    """Each movement must stand in exactly the row that it belongs to, and each row must add up."""
    table, open_places = Table(files, name), {}
    if not table.there:
        return 0
    for number, item in enumerate(movements, 1):
        if item["from_account"] == item["to_account"]:
            continue
        for side in sides:
            if item[side] != "":
                open_places[(item[side], item["currency"], movement_key(item, side), number)] = side
    for row in table.rows:
        found = {side: [0, Fraction(0)] for side in sides}
        for number in listed(table, row, len(movements)):
            side = open_places.pop((row["account"], row["currency"], row_key(row), number), None)
            if side is None:
                table.fail(row, f"it lists T-{number}, which does not belong there")
            found[side][0] += 1
            found[side][1] += movements[number - 1]["units"]
        for side, (count, amount) in sides.items():
            if row[count] != str(found[side][0]):
                table.fail(row, f"{count} should be {found[side][0]}")
            if decimal(row[amount]) != found[side][1]:
                table.fail(row, f"{amount} does not add up")
    for key in open_places:
        raise Broken(table.file, f"no row lists T-{key[3]}")
    return len(table.rows)


def check_listed_sums(files, movements, name):
    table = Table(files, name)
    for row in table.rows:
        numbers = listed(table, row, len(movements))
        if not numbers:
            continue
        if any(not 0 < number <= len(movements) for number in numbers):
            table.fail(row, "it lists a movement that is not there")
        found = [movements[number - 1] for number in numbers]
        if any(item["currency"] != row["currency"] for item in found):
            table.fail(row, "it lists a movement of another currency")
        if sum((item["units"] for item in found), Fraction(0)) != decimal(row["amount"]):
            table.fail(row, "amount does not add up")
    return len(table.rows)


# ---- traces: money as exact fractions of minor units, by tag ---------------------------------------------------------

OWN = "own"


def largest_remainder(parts, scale):
    """Whole multiples of 1 / scale that add exactly to the total; the rest goes to the largest remainders."""
    rows = [(tag, units * scale) for tag, units in parts.items() if units != 0]
    floors = {tag: units.numerator // units.denominator for tag, units in rows}
    missing = int(sum(units for _, units in rows)) - sum(floors.values())
    by_rest = sorted(rows, key=lambda row: (-(row[1] - floors[row[0]]), row[0]))
    for tag, _ in by_rest[:missing]:
        floors[tag] += 1
    return floors


def bounded(parts):
    """Past 4,096 bits a composition is rounded to 10^-12 of a minor unit, as the engine does."""
    over = 1
    for units in parts.values():
        over = over * units.denominator // _gcd(over, units.denominator)
    if over.bit_length() <= 4096:
        return parts
    return {tag: Fraction(units, 10**12) for tag, units in largest_remainder(parts, 10**12).items()}


def _gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def added(a, b):
    total = dict(a)
    for tag, units in b.items():
        total[tag] = total.get(tag, Fraction(0)) + units
    return total


def split(parts, units):
    total = sum(parts.values(), Fraction(0))
    if total == 0:
        return {}, parts
    share = lambda part: {tag: amount * part / total for tag, amount in parts.items()}
    return share(units), share(total - units)


class Classes:
    """Own money and claims as two classes, one of which is spent first; claims share a loss in proportion."""

    def __init__(self, own_first):
        self.own, self.claims, self.own_first = Fraction(0), {}, own_first

    def deposit(self, tag, units):
        if tag == OWN:
            self.own += units
        else:
            self.claims = added(self.claims, {tag: Fraction(units)})

    def withdraw(self, units):
        of_claims = sum(self.claims.values(), Fraction(0))
        from_own = min(units, self.own) if self.own_first else units - min(units, of_claims)
        taken, left = split(self.claims, units - from_own)
        self.own, self.claims = self.own - from_own, bounded(left)
        return added({OWN: Fraction(from_own)}, taken)

    def holds(self):
        return added({OWN: self.own}, self.claims)


class ProRata:
    def __init__(self):
        self.held = {}

    def deposit(self, tag, units):
        self.held = added(self.held, {tag: Fraction(units)})

    def withdraw(self, units):
        taken, left = split(self.held, units)
        self.held = bounded(left)
        return taken

    def holds(self):
        return self.held


class Lots:
    def __init__(self, newest_first):
        self.lots, self.at = [], -1 if newest_first else 0

    def deposit(self, tag, units):
        if units > 0:
            self.lots.append([tag, Fraction(units)])

    def withdraw(self, units):
        taken = {}
        while units > 0 and self.lots:
            lot = self.lots[self.at]
            part = min(lot[1], units)
            taken = added(taken, {lot[0]: part})
            lot[1] -= part
            units -= part
            if lot[1] == 0:
                self.lots.pop(self.at)
        return taken

    def holds(self):
        total = {}
        for tag, units in self.lots:
            total = added(total, {tag: units})
        return total


METHODS = {
    "libr": lambda: Classes(True),
    "taint-last": lambda: Classes(True),
    "taint-first": lambda: Classes(False),
    "fifo": lambda: Lots(False),
    "lifo": lambda: Lots(True),
    "pro-rata": ProRata,
}


def decimals_of(value):
    return len(value.partition(".")[2])


def claims_in(parts, scale):
    return sum(units for tag, units in largest_remainder(parts, scale).items() if tag != OWN)


def check_method(tables, result, lines, method):
    table, results = tables
    scale = max([decimals_of(result["opening"]), *(decimals_of(line["credit"] or line["debit"]) for line in lines)])
    minor, finer = 10**scale, 10 ** max(0, 4 - scale)
    opening = decimal(result["opening"])
    if opening is None:
        results.fail(result, "its opening balance is not a decimal")
    running = opening * minor
    balance, hole = max(running, Fraction(0)), max(-running, Fraction(0))
    book = METHODS[method]()
    book.deposit(OWN, balance)
    for line in lines:
        units = decimal(line["credit"] or line["debit"]) * minor
        if line["credit"] != "":
            fills = min(units, hole)
            hole, balance, running = hole - fills, balance + units - fills, running + units
            moved = {line["tag"] or OWN: units - fills}
            book.deposit(line["tag"] or OWN, units - fills)
        else:
            # A payment above the balance takes all of it, which ends every claim.
            covered = min(units, balance)
            moved = book.withdraw(covered)
            balance, hole, running = balance - covered, hole + units - covered, running - units
        if decimal(line["balance"]) != running / minor:
            table.fail(line, "balance does not follow from the line before")
        if decimal(line[method]) != Fraction(claims_in(moved, finer), minor * finer):
            table.fail(line, f"{method} is not what the method gives")
    if decimal(result[method]) != Fraction(claims_in(book.holds(), 1), minor):
        results.fail(result, f"{method} is not what the method leaves")


def check_payments(files, lines):
    """The schedule of payments that took cited money says what the lines of the traces say, of each such payment once."""
    table = Table(files, "traced-payments.csv")
    methods = lines.columns[lines.columns.index("balance") + 1 :]
    key = lambda row: (row["account"], row["movement"], *(row[method] for method in methods))
    took = [row for row in lines.rows if row["debit"] and any(re.search("[1-9]", row[method]) for method in methods)]
    still = {key(row): row["movement"] for row in took}
    for row in table.rows:
        if still.pop(key(row), None) is None:
            table.fail(row, "no line of the traces says this, or a row above")
    for movement in still.values():
        raise Broken(table.file, f"it leaves out {movement}")


def check_span(lines, result, own, movements):
    """The lines of a trace are each movement of its account once, from the day after its opening balance."""
    stated = re.fullmatch(r"stated (\d{4}-\d\d-\d\d)", result["opening_basis"])
    since, account = stated[1] if stated else "", result["account"]
    expected = [
        item["movement"]
        for item in movements
        if (item["from_account"] == account) != (item["to_account"] == account)
        and item["currency"] == result["currency"]
        and item["date"] > since
    ]
    missing = set(expected) - {line["movement"] for line in own}
    if missing:
        raise Broken(lines.file, f"no line of {result['asset']} names {min(missing)}")
    if len(own) != len(expected):
        raise Broken(lines.file, f"{result['asset']} has lines that do not belong to its account")


def check_traces(files, movements):
    lines, results = Table(files, "trace-lines.csv"), Table(files, "trace-results.csv")
    if not lines.there or not results.there:
        if lines.there != results.there:
            raise Broken(lines.file, "it and trace-results.csv stand together")
        return 0
    by_asset = {}
    for line in lines.rows:
        by_asset.setdefault(line["asset"], []).append(line)
    for result in results.rows:
        own = by_asset.pop(result["asset"], [])
        for line in own:
            at = re.fullmatch(r"T-(\d{1,9})", line["movement"])
            known = at is not None and 0 < int(at[1]) <= len(movements)
            item = movements[int(at[1]) - 1] if known else {}
            account = item.get("to_account" if line["credit"] else "from_account")
            says = (account, item.get("date"), item.get("currency"), item.get("units"))
            if says != (line["account"], line["date"], result["currency"], decimal(line["credit"] or line["debit"])):
                lines.fail(line, f"it does not say what {line['movement']} says")
        check_span(lines, result, own, movements)
        for before, line in zip(own, own[1:]):
            if line["date"] < before["date"]:
                lines.fail(line, "it is dated before the line above it")
        for method in METHODS:
            if method in results.columns:
                check_method((lines, results), result, own, method)
    for own in by_asset.values():
        lines.fail(own[0], "trace-results.csv does not name its asset")
    check_payments(files, lines)
    return len(results.rows)


# ---- restitution worksheets (18 USC 1593: losses plus the greater of gross value and labour) -------------------------


def half_up(value, places):
    """A fraction that is not negative, to so many decimal places, a half up."""
    return Fraction((2 * value * 10**places + 1) // 2, 10**places)


def straight_of(hours, rates, printed):
    """Straight time, least and most. Of one rate it is known exactly; where the minimum wage changed inside the week, the
    hours of each rate are not printed: then it lies between the lowest and the highest, within half a cent of the print."""
    low, high = min(rates) * hours, max(rates) * hours
    if low == high:
        return low, high
    return max(low, printed - Fraction(1, 200)), min(high, printed + Fraction(1, 200))


def due_for(straight, hours, exempt):
    """29 USC 206(a)(1), 207(a)(1): half the regular rate for each hour over 40 on top; half up to cents once."""
    over = Fraction(0) if exempt or hours == 0 else straight / hours / 2 * max(Fraction(0), hours - 40)
    return half_up(straight + over, 2)


def week_fault(week):
    """The first figure of a week that its hours, rates and payments do not give, or None."""
    names = ("hours", "rate", "regularRate", "straight", "premium", "due", "paid", "credited", "unpaid")
    values = [decimal(week.get(name)) for name in names]
    for name, value in zip(names, values):
        if value is None or value < 0:
            return name
    hours, rate, regular, straight, premium, due, paid, credited, unpaid = values
    rates = [decimal(item.get("rate")) for item in week.get("rates", [])]
    if not rates or None in rates or any(a == b for a, b in zip(rates, rates[1:])):
        return "rates"
    if rate != rates[0]:
        return "rate"
    low, high = straight_of(hours, rates, straight)
    if low > high or not half_up(low, 2) <= straight <= half_up(high, 2):
        return "straight"
    least, most = (rate, rate) if hours == 0 else (half_up(low / hours, 4), half_up(high / hours, 4))
    if not least <= regular <= most:
        return "regularRate"
    exempt = week.get("overtimeExempt") is True
    if not due_for(low, hours, exempt) <= due <= due_for(high, hours, exempt):
        return "due"
    if straight + premium != due:
        return "premium"
    return None if unpaid == max(Fraction(0), due - paid - credited) else "unpaid"


def check_victim(file, victim, liquidated):
    def read(name, values, of=""):
        value = decimal(values.get(name))
        if value is None:
            raise Broken(file, f"{victim['id']}: {name}{of} is not a decimal")
        return value

    unpaid = Fraction(0)
    for week in victim.get("weeks", []):
        wrong = week_fault(week)
        if wrong is not None:
            raise Broken(file, f"{victim['id']}: {wrong} of the week of {week.get('start')} does not follow from the others")
        unpaid += decimal(week["unpaid"])
    names = ("flsa", "flsaLiquidated", "labourLimb", "losses", "gross", "total")
    flsa, extra, limb, losses, gross, total = (read(name, victim) for name in names)
    if victim.get("weeks") and flsa != unpaid:
        raise Broken(file, f"{victim['id']}: flsa is not the sum of its weeks")
    if extra != flsa:
        raise Broken(file, f"{victim['id']}: flsaLiquidated is not what flsa is")
    counted = [line for line in victim.get("lines", []) if line["counted"] and line["category"] in list("ABCDEF")]
    if losses != sum((read("amount", line) for line in counted), Fraction(0)):
        raise Broken(file, f"{victim['id']}: losses is not the sum of its lines")
    if limb != max(gross, flsa + (extra if liquidated else 0)):
        raise Broken(file, f"{victim['id']}: labourLimb is not the greater of gross and labour")
    if total != losses + limb:
        raise Broken(file, f"{victim['id']}: total is not losses with labourLimb")


def check_week_schedule(files, victims):
    """The schedule of workweeks says of every week what the worksheet says, and of no other."""
    weeks = [(victim["id"], week) for victim in victims for week in victim.get("weeks", [])]
    table = Table(files, "restitution-weeks.csv")
    if not table.there:
        if weeks:
            raise Broken(table.file, "the file is missing")
        return
    same = {"hours": "hours", "week_start": "start", "week_end": "end", "regular_rate": "regularRate"}
    same.update({name: name for name in ("straight", "premium", "due", "paid", "credited", "unpaid")})
    for i, row in enumerate(table.rows):
        if i >= len(weeks):
            table.fail(row, "the worksheet has no such workweek")
        victim, week = weeks[i]
        later = "".join(f"; {item['rate']} from {item['from']}" for item in week["rates"][1:])
        said = {"victim": victim, "rate": week["rate"] + later, **{column: week.get(name) for column, name in same.items()}}
        said["overtime_exempt"] = "29 USC 213(b)(21)" if week.get("overtimeExempt") is True else ""
        for column, value in said.items():
            if row.get(column) != value:
                table.fail(row, f"{column} is not what the worksheet says")
    if len(table.rows) != len(weeks):
        raise Broken(table.file, "it does not hold every workweek of the worksheet")


def check_worksheets(files):
    file = "data/restitution.json"
    worksheet = read_json(files, file) or {}
    victims = worksheet.get("victims", [])
    for victim in victims:
        check_victim(file, victim, worksheet.get("liquidatedCounted") is True)
    check_week_schedule(files, victims)
    return len(victims)


# ---- all of it -------------------------------------------------------------------------------------------------------


def check_all(files, container, path):
    check_names(sorted(files))
    fingerprint = check_bytes(files)
    if container is not None and zip_of(files) != container:
        raise Broken(path, "the ZIP container is damaged or was packed anew; unpack it and verify the folder")
    time_stamp = check_time_stamp(files)
    movements = read_movements(files)
    sums = sum(check_sum_schedule(files, movements, *schedule) for schedule in SUMS)
    sums += sum(check_listed_sums(files, movements, name) for name in ("benefit.csv", "returned-wages.csv"))
    figures = {
        "movements": len(movements),
        "sums": sums,
        "traces": check_traces(files, movements),
        "worksheets": check_worksheets(files),
        "custodyEvents": check_custody(files),
    }
    return {"files": len(files), "fingerprint": fingerprint, "figures": figures, "timeStamp": time_stamp}


def broken_report(error, files):
    return {"ok": False, "verdict": f"BROKEN: {error}", "firstBroken": error.file, "files": files}


def verify_files(files, key=None, container=None, path="package"):
    """Checks files by path (bytes) and answers the report; `container` is the ZIP they came in, if any."""
    try:
        report = check_all(files, container, path)
    except Broken as error:
        return broken_report(error, len(files))
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError, csv.Error) as error:
        # Data of another form than ours: the bytes may hold, but nothing can be made again from them.
        verdict = f"BROKEN: its data is not of our form ({printable(str(error))})"
        return {"ok": False, "verdict": verdict, "firstBroken": None, "files": len(files)}
    signer = report["fingerprint"]
    if key is None:
        return {"ok": True, "verdict": f"intact, SIGNER NOT CHECKED: {signer}", "firstBroken": None, **report}
    if key.lower() == signer:
        return {"ok": True, "verdict": f"intact, signed by {signer}", "firstBroken": None, **report}
    verdict = f"WRONG SIGNER: signed by {signer}, not by {key}"
    return {"ok": False, "verdict": verdict, "firstBroken": SIGNATURE, **report}


def verify_path(path, key=None):
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISDIR(mode):
            return verify_files(read_folder(path), key)
        if not stat.S_ISREG(mode):
            raise Broken(path, "links and special files are refused")
        if os.path.getsize(path) > MOST_BYTES:
            raise Broken(path, f"more than {MOST_BYTES} bytes")
        files, container = read_zip(path)
    except OSError as error:
        verdict = f"{path} cannot be read ({error.strerror})"
        return {"ok": False, "verdict": verdict, "firstBroken": None, "files": 0}
    except Broken as error:
        return broken_report(error, 0)
    return verify_files(files, key, container, path)


def main(arguments):
    key, rest = None, [item for item in arguments if item != "--json"]
    if "--key" in rest:
        at = rest.index("--key")
        key, rest = rest[at + 1] if at + 1 < len(rest) else "", rest[:at] + rest[at + 2 :]
    if len(rest) != 1 or rest[0].startswith("--") or key == "":
        sys.stderr.write("usage: python3 redress_verify.py PATH [--key FINGERPRINT] [--json]\n")
        return 2
    report = verify_path(rest[0], key)
    if "--json" in arguments:
        print(json.dumps(report, indent=2))
    else:
        print(f"{rest[0]}: {report['verdict']} ({report['files']} files)")
        if "figures" in report:
            print(f"made again: {json.dumps(report['figures'])}")
        if report.get("timeStamp"):
            print(f"time stamp: {report['timeStamp']}")
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
