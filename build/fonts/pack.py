"""Cut the faces and pack them as blocked gzip (BGZF).

usage: pack.py MAPPINGS READINGS OUTDIR   (files of Unihan; the four upstream .ttf lie in the current folder)

Cutting drops what a printed document never uses (OpenType layout, vertical
metrics, hinting) and, for the two display faces, every hanzi outside the
8,105 of the 通用规范汉字表: rarer ones fall back to the text faces. LXGW
WenKai is packed unmodified, because its name is reserved.

BGZF is ordinary gzip, many members of at most 16 KiB of text each, with the
member's size in its header; a reader inflates only the members it touches. For
that the glyphs of the cut faces are put in order of how often they are used.
"""
import gzip
import re
import struct
import sys
import zlib

from fontTools import subset
from fontTools.ttLib import TTFont

BLOCK = 16 * 1024


def frequencies(readings):
    """How often a hanzi occurs: the sum of its readings in kHanyuPinlu."""
    found = {}
    for line in open(readings, encoding="utf-8"):
        part = line.split("\t")
        if len(part) == 3 and part[1] == "kHanyuPinlu":
            found[int(part[0][2:], 16)] = sum(int(n) for n in re.findall(r"\((\d+)\)", part[2]))
    assert len(found) > 3000, len(found)
    return found


def standard_hanzi(unihan):
    """The 通用规范汉字表: kTGH of Unihan."""
    found = set()
    for line in open(unihan, encoding="utf-8"):
        part = line.split("\t")
        if len(part) == 3 and part[1] == "kTGH":
            found.add(int(part[0][2:], 16))
    assert len(found) == 8105, len(found)
    return found


def is_han(c):
    return 0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF or c >= 0x20000


def cut(path, keep, often):
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "gasp"]
    font = TTFont(path)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for c in font.getBestCmap() if keep(c)])
    cutter.subset(font)
    char = {}
    for c, glyph in font.getBestCmap().items():
        char.setdefault(glyph, c)
    rank = lambda g: (is_han(char[g]), -often.get(char[g], 0), char[g])
    rest = [g for g in font.getGlyphOrder() if g != ".notdef" and g not in char]
    reorder(font, [".notdef", *sorted(char, key=rank), *rest])
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(path)


def reorder(font, order):
    """Renumber the glyphs. Every table is read first: what a table says about
    a glyph it then says about the glyph's name."""
    font.ensureDecompiled()
    for name in order:
        font["glyf"][name].expand(font["glyf"])
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order


def pack(path, out):
    data = open(path, "rb").read()
    with open(out, "wb") as w:
        for at in range(0, len(data), BLOCK):
            raw = data[at : at + BLOCK]
            z = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
            body = z.compress(raw) + z.flush()
            size = 18 + len(body) + 8
            w.write(b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0" + struct.pack("<H", size - 1))
            w.write(body + struct.pack("<II", zlib.crc32(raw), len(raw)))
    assert gzip.decompress(open(out, "rb").read()) == data


def main(mappings, readings, outdir):
    standard, often = standard_hanzi(mappings), frequencies(readings)
    display = lambda c: c in standard or not is_han(c)
    work = {
        "NotoSerifSC_400Regular.ttf": ("NotoSerifSC-Regular.ttf", lambda c: True),
        "NotoSerifSC_700Bold.ttf": ("NotoSerifSC-Bold.ttf", display),
        "NotoSansSC_500Medium.ttf": ("NotoSansSC-Medium.ttf", display),
        "LXGWWenKai-Regular.ttf": ("LXGWWenKai-Regular.ttf", None),
    }
    for source, (name, keep) in work.items():
        path = source
        if keep:
            path = "cut-" + source + ".tmp"
            open(path, "wb").write(open(source, "rb").read())
            cut(path, keep, often)
        pack(path, f"{outdir}/{name}.gz")


if __name__ == "__main__":
    main(*sys.argv[1:])
