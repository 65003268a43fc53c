"""Writes nfkc-14.0.tsv, the data of Nfkc.cs, and the checksum of its test, from Python's copy of the Unicode Character Database.

Run it with a Python whose unicodedata.unidata_version is 14.0.0 (Python 3.11), and only to reproduce the file: a newer
version of Unicode must not slip in, because pseudonyms are made from normalised text and are permanent.
The Unicode data files are under the Unicode License (https://www.unicode.org/license.txt).
"""
import hashlib
import sys
import unicodedata as ud

assert ud.unidata_version == "14.0.0", ud.unidata_version


def scalars():
    return (cp for cp in range(0x110000) if not 0xD800 <= cp <= 0xDFFF)


def hexes(text):
    return " ".join(f"{ord(c):X}" for c in text)


rows = ["# Unicode 14.0.0. D: full compatibility decomposition; C: canonical combining class; P: pair and its composition."]
digest = hashlib.sha256()
for cp in scalars():
    char = chr(cp)
    digest.update(ud.normalize("NFKC", char).encode("utf-8"))
    if 0xAC00 <= cp <= 0xD7A3:
        continue
    if (full := ud.normalize("NFKD", char)) != char:
        rows.append(f"D\t{cp:X}\t{hexes(full)}")
    if klass := ud.combining(char):
        rows.append(f"C\t{cp:X}\t{klass}")
    parts = ud.decomposition(char).split()
    if len(parts) == 2 and not parts[0].startswith("<") and ud.normalize("NFC", char) == char:
        rows.append(f"P\t{parts[0]} {parts[1]}\t{cp:X}")

with open(sys.argv[1], "w", encoding="ascii", newline="\n") as out:
    out.write("\n".join(rows) + "\n")
print("sha256 over NFKC of every scalar value:", digest.hexdigest())
