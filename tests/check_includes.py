#!/usr/bin/env python3
"""Which stage may include which. usage: check_includes.py SRC"""
import pathlib, re, sys

MAY = {
    'base': {'base'},
    'load': {'base', 'load'},
    'lint': {'base', 'load', 'lint'},
    'grid': {'base', 'load', 'grid'},
    'text': {'base', 'load', 'grid', 'text'},
    'makeup': {'base', 'load', 'grid', 'text', 'makeup'},
    'page': {'base', 'load', 'grid', 'text', 'page'},
    'review': {'base', 'load', 'grid', 'text', 'page', 'review'},
    'picture': {'base', 'load', 'grid', 'picture'},
    'paint': {'base', 'text', 'page', 'picture', 'paint'},
    'proof': {'base', 'load', 'grid', 'text', 'page', 'picture', 'paint', 'proof'},
    'press': {'base', 'page', 'paint', 'press', 'text'},
    'diff': {'base', 'paint', 'press', 'diff'},
    'report': {'base', 'diff', 'load', 'lint', 'grid', 'text', 'page', 'picture', 'press', 'paint', 'report'},
    'batch': {'banxin', 'base', 'cli', 'report', 'batch'},
    'cli': {'banxin', 'cli'},
    'watch': {'banxin', 'cli', 'watch'},
}
# One foreign library lives in one folder.
FOREIGN = {'libfyaml.h': 'load', 'cmark.h': 'load', 'hb.h': 'text', 'hb-subset.h': 'paint', 'hb-ot.h': 'paint', 'ft2build.h': 'paint', 'fontconfig/': 'text', 'unicode/': 'text',
           'vips/': 'picture', 'turbojpeg.h': 'paint', 'png.h': 'paint', 'qpdf/': 'press', 'cairo': 'paint', 'json-glib/': 'report',
           'libsoup/': 'watch', 'sqlite3.h': 'batch', 'nettle/': 'base'}

src = pathlib.Path(sys.argv[1])
faults = 0
files = [p for p in sorted(src.rglob('*.[ch]')) if p.parent != src]
for path in files:
    stage = path.relative_to(src).parts[0]
    for number, line in enumerate(path.read_text(encoding='utf8').splitlines(), 1):
        m = re.match(r'\s*#\s*include\s+([<"])([^">]+)[>"]', line)
        if not m:
            continue
        name = m.group(2)
        if m.group(1) == '"' and name.split('/')[0] not in MAY[stage]:
            print('%s:%d: %s may not include %s' % (path.relative_to(src), number, stage, name))
            faults += 1
        for prefix, home in FOREIGN.items():
            if m.group(1) == '<' and name.startswith(prefix) and stage != home:
                print('%s:%d: only %s may include <%s>' % (path.relative_to(src), number, home, name))
                faults += 1
# What is made for proofs: the way to the press never sees it, whatever it includes.
PROOF = ('proof/', 'proofs.h')
seen, rest = set(), sorted((src / 'press').glob('*.[ch]')) + [src / 'print.c', src / 'slug.c', src / 'paint/paint.c']
while rest:
    path = rest.pop()
    if path in seen:
        continue
    seen.add(path)
    for name in re.findall(r'^\s*#\s*include\s+"([^"]+)"', path.read_text(encoding='utf8'), re.M):
        if name.startswith(PROOF):
            print('%s: the press may not see %s' % (path.relative_to(src), name))
            faults += 1
        rest += [p for p in (src / name, (src / name).with_suffix('.c')) if p.is_file()]
if len(seen) < 60:
    print('only %d files lie on the way to the press' % len(seen))
    faults += 1
print('%d files looked at, %d faults' % (len(files), faults))
sys.exit(1 if faults or len(files) < 30 else 0)
