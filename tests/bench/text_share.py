#!/usr/bin/env python3
"""What the text stage costs beside HarfBuzz alone, and how the rest divides. By hand; needs valgrind.

usage: text_share.py BANXIN ISSUE

Instructions, by callgrind: of all stories and furniture composed (everything under it: fontconfig's look-ups on
this thread, Pango's itemizing, HarfBuzz, breaking, heads), as a multiple of those of hb_shape in it. Sorting faces,
which Pango does in threads of its own, is shown apart.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

PARTS = [
    ('hb_shape', 'hb_shape_full'),
    ('itemize (Pango)', 'pango_itemize'),
    ('prepare', 'prepare.c:bx_prepare'),
    ('classes', 'class.c:bx_classify'),
    ('cells', 'shape.c:add_cell'),
    ('spacing', 'spacing.c:bx_space'),
    ('breaks', 'breaks.c:bx_find_breaks'),
    ('sums', 'fit.c:bx_sum_cells'),
    ('line breaking', 'linebreak.c:bx_choose_breaks'),
    ('justify', 'justify.c:bx_justify_lines'),
    ('phrases of heads (ICU)', 'phrase.c:bx_phrase_costs'),
]
ASIDE = [('opening fontconfig and the font map', 'fonts.c:bx_fonts_new'), ('sorting faces, in threads', 'FcFontSetSort'),
         ('matching faces, in threads', 'FcFontSetMatch'), ("Pango's own FcInit, in a thread", 'FcInit')]


def counts(banxin, issue):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / 'callgrind.out'
        subprocess.run(['valgrind', '--tool=callgrind', '--callgrind-out-file=%s' % out, banxin, 'check', '--profile', 'proof', issue],
                       capture_output=True, check=True)
        table = subprocess.run(['callgrind_annotate', '--inclusive=yes', '--threshold=100', str(out)],
                               capture_output=True, text=True, check=True).stdout
    found = {}
    for line in table.splitlines():
        m = re.match(r"\s*([\d,]+) \([^)]*\)\s+(\S+?)(?: \[|$)", line)
        if m:
            found.setdefault(m[2], int(m[1].replace(',', '')))
    return found


def of(found, name):
    return max((n for key, n in found.items() if key.endswith('/' + name) or key.endswith(':' + name)), default=0)


def main():
    found = counts(sys.argv[1], sys.argv[2])
    whole = of(found, 'compose.c:bx_compose_story') + of(found, 'furniture.c:bx_compose_furniture')
    shape, rest = of(found, 'hb_shape_full'), whole
    print('text stage      %6.1f million instructions: %.2f times hb_shape' % (whole / 1e6, whole / shape))
    for name, function in PARTS:
        n = of(found, function)
        rest -= n
        print('  %-24s %6.1f  %4.1f %%' % (name, n / 1e6, 100 * n / whole))
    print('  %-24s %6.1f  %4.1f %%' % ('the rest', rest / 1e6, 100 * rest / whole))
    print('beside it')
    for name, function in ASIDE:
        print('  %-36s %6.1f' % (name, of(found, function) / 1e6))


if __name__ == '__main__':
    main()
