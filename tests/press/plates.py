#!/usr/bin/env python3
"""Plates as Ghostscript makes them, held to what the page says is painted where.

usage: plates.py BANXIN ISSUE WORK [OPTION...]      options go to `banxin build`

Every thing of `--dump page` claims its box on the plates of its ink, and must be there at its strength. A
plate with ink where nothing claims it is a fault. Black type leaves the ground under it as it was; any
other type cuts it out. No point has more than 240 % of ink.
"""
import json
import pathlib
import re
import struct
import subprocess
import sys

DPI, INK_LIMIT = 72, 240
FINE_DPI, COVERAGE_NEARNESS = 288, 0.2  # %: Ghostscript paints every pixel that a stroke touches
PROCESS = {'c': 'Cyan', 'm': 'Magenta', 'y': 'Yellow', 'k': 'Black'}
INK = r'(white|(?:[cmyk][\d.]+)+|.+?@[\d.]+ (?:[cmyk][\d.]+)*)'


def read_tiff(path):
    """Width and samples of a grey TIFF without compression; 255 is no ink."""
    data = path.read_bytes()
    order = '<' if data[:2] == b'II' else '>'
    at, = struct.unpack(order + 'I', data[4:8])
    tags = {}
    for i in range(struct.unpack(order + 'H', data[at:at + 2])[0]):
        tag, kind, n = struct.unpack(order + 'HHI', data[at + 2 + 12 * i:at + 10 + 12 * i])
        size = {3: 2, 4: 4}.get(kind)
        if size:
            value = data[at + 10 + 12 * i:at + 14 + 12 * i]
            raw = value[:size * n] if size * n <= 4 else data[struct.unpack(order + 'I', value)[0]:][:size * n]
            tags[tag] = struct.unpack(order + {2: 'H', 4: 'I'}[size] * n, raw)
    samples = b''.join(data[a:a + n] for a, n in zip(tags[273], tags[279]))
    return tags[256][0], samples if tags[262][0] == 1 else bytes(255 - b for b in samples)


def separate(pdf, work, dpi=DPI, last=9999):
    """[{plate: (width, samples)}], one a page."""
    for old in work.glob('plate*.tif'):
        old.unlink()
    subprocess.run(['gs', '-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-sDEVICE=tiffsep', '-sCompression=none', f'-r{dpi}',
                    f'-dLastPage={last}',
                    '-dTextAlphaBits=1', '-dGraphicsAlphaBits=1', '-dOverprint=/enable',
                    f'-sOutputFile={work}/plate%03d.tif', pdf], check=True)
    pages = {}
    for path in sorted(work.glob('plate*(*.tif')):
        name = re.sub('%([0-9A-F]{2})', lambda m: bytes([int(m[1], 16)]).decode('latin1'), path.name[9:-5])
        pages.setdefault(path.name[5:8], {})[name.encode('latin1').decode('utf8')] = read_tiff(path)
    return [pages[key] for key in sorted(pages)]


def ink_of(words):
    """{plate: %}; white is {}."""
    spot = re.fullmatch(r'(.+)@([\d.]+) .*', words)
    if spot:
        return {spot[1]: float(spot[2])}
    return {PROCESS[a]: float(n) for a, n in re.findall(r'([cmyk])([\d.]+)', words)} if words != 'white' else {}


def read_dump(text):
    """[(width, height, [(kind, box, ink)])], points from the top left of the trim."""
    pages = []
    for line in text.splitlines():
        if m := re.match(r'page \d+ ([\d.]+) × ([\d.]+)', line):
            pages.append((float(m[1]), float(m[2]), []))
        elif m := re.match(rf'text +x (\S+) y (\S+) from (\S+) to (\S+) size (\S+)( vertical)? {INK} \|', line):
            x, y, start, end, size = map(float, m.groups()[:5])
            box = ((x - size, y + start, x + size, y + end) if m[6] else
                   (x + start, y - 0.88 * size, x + end, y + 0.12 * size))
            pages[-1][2].append(('text', box, ink_of(m[7])))
        elif m := re.match(rf'rule +(\S+) (\S+) → (\S+) (\S+) (\S+)pt {INK}$', line):
            x0, y0, x1, y1, w = map(float, m.groups()[:5])
            pages[-1][2].append(('rule', (x0 - w, y0 - w, x1 + w, y1 + w), ink_of(m[6])))
        elif m := re.match(rf'box +(\S+) (\S+) (\S+) × (\S+) stroke (\S+)pt(?: (?!fill ){INK})?(?: fill {INK})?$', line):
            x, y, w, h, stroke = map(float, m.groups()[:5])
            if m[7]:
                pages[-1][2].append(('fill', (x, y, x + w, y + h), ink_of(m[7])))
            if stroke:
                pages[-1][2].append(('stroke', (x - stroke, y - stroke, x + w + stroke, y + h + stroke), ink_of(m[6])))
        elif m := re.match(rf'ornament +(\S+) (\S+) (\S+) × (\S+) \S+ (\S+)pt {INK}$', line):
            x, y, w, h, depth = map(float, m.groups()[:5])
            bands = ((x, y, x + w, y + depth), (x, y + h - depth, x + w, y + h), (x, y, x + depth, y + h),
                     (x + w - depth, y, x + w, y + h))
            pages[-1][2].extend(('ornament', band, ink_of(m[6])) for band in bands)
        elif m := re.match(r'(?:picture|pdf) +(\S+) (\S+) (\S+) × (\S+) index', line):
            x, y, w, h = map(float, m.groups())
            pages[-1][2].append(('picture', (x, y, x + w, y + h), dict.fromkeys(PROCESS.values(), 0)))
        elif line:
            sys.exit('the dump is not understood: ' + line)
    return pages


class Sheet:
    """Plates of one page, and where the trim's corner lies on them."""

    def __init__(self, plates, trim_width, trim_height):
        self.plates = plates
        self.width, samples = next(iter(plates.values()))
        self.height = len(samples) // self.width
        self.left, self.top = (self.width - trim_width) / 2, (self.height - trim_height) / 2

    def pixels(self, box, inflate=0):
        x0, y0, x1, y1 = box
        return (max(0, round(x0 + self.left) - inflate), max(0, round(y0 + self.top) - inflate),
                min(self.width, round(x1 + self.left) + inflate), min(self.height, round(y1 + self.top) + inflate))

    def values(self, plate, box, inflate=0):
        x0, y0, x1, y1 = self.pixels(box, inflate)
        width, samples = self.plates[plate]
        return b''.join(samples[y * width + x0:y * width + x1] for y in range(y0, y1))


def percent(value):
    return (255 - value) / 2.55


def inside(inner, outer):
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def check_claims(sheet, things, faults):
    for plate, (width, samples) in sheet.plates.items():
        left = bytearray(samples)
        for kind, box, ink in things:
            if plate in ink:
                x0, y0, x1, y1 = sheet.pixels(box, 2)
                for y in range(y0, y1):
                    left[y * width + x0:y * width + x1] = b'\xff' * (x1 - x0)
        stray = len(left) - left.count(255)
        if stray:
            at = next(i for i, b in enumerate(left) if b != 255)
            faults.append(f'{plate}: {stray} pixels of ink that nothing asked for, first at {at % width}, {at // width}')


def check_strength(sheet, things, faults):
    for kind, box, ink in things:
        for plate, wanted in ink.items():
            most = percent(min(sheet.values(plate, box, 1)))
            if kind != 'picture' and most < wanted - 1:
                faults.append(f'{kind} at {box[0]:.0f}, {box[1]:.0f}: {plate} prints {most:.0f} %, not {wanted:.0f}')


def check_grounds(sheet, things, faults):
    """Type on a tint of other plates: black leaves it whole, all else shows through it."""
    n = {'over': 0, 'out': 0}
    for i, (kind, ground, tint) in enumerate(things):
        if kind != 'fill':
            continue
        for over, box, ink in things[i + 1:]:
            if over != 'text' or not inside(box, ground):
                continue
            for plate in set(tint) - set(ink):
                values = sheet.values(plate, box)
                if ink == {'Black': 100}:
                    n['over'] += 1
                    if max(values) - min(values) > 2:
                        faults.append(f'black type at {box[0]:.0f}, {box[1]:.0f} cuts out {plate}')
                else:
                    n['out'] += 1
                    if percent(max(values)) > 0.5:
                        faults.append(f'type at {box[0]:.0f}, {box[1]:.0f} prints over {plate}')
    return n


def covered(samples, dpi, trim_area):
    return percent(sum(samples) / len(samples)) * len(samples) * (72 / dpi) ** 2 / trim_area


def check_coverage(pdf, work, trim_area, counted, faults):
    """Preflight's own count of the plates, in % of the trimmed page; nothing is printed beside it. What Ghostscript
    paints too much at the edges is halved where pixels are: two resolutions tell what it would be without."""
    worst = 0
    coarse, fine = (separate(pdf, work, dpi, 1)[0] for dpi in (FINE_DPI, 2 * FINE_DPI))
    for plate in counted['plates']:
        found = (2 * covered(fine[plate['ink']][1], 2 * FINE_DPI, trim_area)
                 - covered(coarse[plate['ink']][1], FINE_DPI, trim_area))
        worst = max(worst, abs(found - plate['coverage_percent']))
        if abs(found - plate['coverage_percent']) > COVERAGE_NEARNESS:
            faults.append(f"{plate['ink']} covers {found:.2f} %, preflight says {plate['coverage_percent']} %")
    return worst


def main():
    banxin, issue, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    work.mkdir(parents=True, exist_ok=True)
    pdf = work / 'page.pdf'
    report = work / 'report.json'
    made = subprocess.run([banxin, 'build', issue, '-o', pdf, '--cache', work / 'cache', '--dump', 'page',
                           '--report', report, *sys.argv[4:]],
                          capture_output=True, text=True)
    if made.returncode:
        sys.exit(made.stderr)
    pages = read_dump(made.stdout.rsplit('\n', 2)[0])
    faults, totals, n = [], [], {'over': 0, 'out': 0}
    counts = json.loads(report.read_text(encoding='utf8'))['preflight']['ink']
    for plates, (width, height, things), counted in zip(separate(pdf, work), pages, counts, strict=True):
        sheet = Sheet(plates, width, height)
        named = {plate for _, _, ink in things for plate in ink}
        if set(plates) != named | set(PROCESS.values()):
            faults.append(f'plates {sorted(plates)}, inks {sorted(named)}')
            continue
        check_claims(sheet, things, faults)
        check_strength(sheet, things, faults)
        for key, count in check_grounds(sheet, things, faults).items():
            n[key] += count
        most = max(sum(255 - b for b in point) for point in zip(*(s for _, s in plates.values()))) / 2.55
        totals.append(most)
        if not most - 1 <= counted['ink_max_percent'] <= INK_LIMIT + 0.5:
            faults.append(f"{most:.0f} % of ink, preflight says {counted['ink_max_percent']:.0f} %")
        if most > INK_LIMIT:
            faults.append(f'{most:.0f} % of ink')
    worst = check_coverage(pdf, work, pages[0][0] * pages[0][1], counts[0], faults)
    print('\n'.join(faults[:20]))
    print(f"{len(pages)} pages, plates {', '.join(sorted(sheet.plates))}, at most {max(totals):.0f} % of ink; type over a tint: "
          f"{n['over']} black, {n['out']} other; coverage differs by {worst:.2f} % at most")
    sys.exit(1 if faults else 0)


main()
