#!/usr/bin/env python3
"""Advertisements' PDFs: what breaks a rule of the press is said with file, page and rule; a page comes out the
same whichever way it is turned in its file.

usage: ads.py BANXIN WORK
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zlib

WIDTH, HEIGHT = 324.0, 71.5  # of the place: columns 1 and 2, rows 1 to 6
ISSUE = '''issue: 1
title: 试报
pages:
  - layout: p
    slots: {a: articles/a.md}
    ads: {top: %s}
'''
LAYOUT = '''layout: 1
base: sikai-4x17
slots: {a: {cols: [4, 1], rows: [1, 10], head: brief}}
ads: {top: {cols: [1, 2], rows: [1, 6]%s}}
'''
ARTICLE = '---\nheadline: 溪水\n---\n\n' + '溪水从山上下来，' * 14 + '入江。\n'
DRAWING = b'0.2 0 0.5 0 k 0 0 324 71.5 re f 0 0.6 0.9 0 k 10 10 60 20 re f 1 0 0 0 k 20 40 40 20 re f'


def dictionary(entries):
    return b'<< ' + b' '.join(b'/%s %s' % (k.encode(), v if isinstance(v, bytes) else v.encode())
                              for k, v in entries.items()) + b' >>'


def stream(data, entries=None):
    return dictionary({**(entries or {}), 'Length': str(len(data))}) + b'\nstream\n' + data + b'\nendstream'


def pdf(content=DRAWING, resources='<< >>', page=None, catalog=None, extra=(), contents=None):
    """A file of one page; `extra` are objects from number 5 on. A wish of `page` or `catalog` replaces a key."""
    pages = {'Type': '/Page', 'Parent': '2 0 R', 'MediaBox': '[0 0 324 71.5]', 'Contents': '4 0 R',
             'Resources': resources, **(page or {})}
    objects = [dictionary({'Type': '/Catalog', 'Pages': '2 0 R', **(catalog or {})}),
               b'<< /Type /Pages /Kids [3 0 R] /Count 1 >>', dictionary(pages), contents or stream(content)]
    objects += [o if isinstance(o, bytes) else o.encode() for o in extra]
    out, at = b'%PDF-1.4\n', []
    for number, body in enumerate(objects, 1):
        at.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (number, body)
    start = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1) + b''.join(b'%010d 00000 n \n' % a for a in at)
    return out + b'trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, start)


def image(space, entries=None, size=16):
    n = {'/DeviceRGB': 3, '/DeviceCMYK': 4}.get(space, 1)
    head = {'Type': '/XObject', 'Subtype': '/Image', 'Width': str(size), 'Height': str(size), 'BitsPerComponent': '8',
            'ColorSpace': space, **(entries or {})}
    return stream(b'\x80' * (n * size * size), head)


def shown(obj, *more):
    """A page that shows object 5, ten points square."""
    return pdf(b'q 10 0 0 10 5 5 cm /X Do Q', '<< /XObject << /X 5 0 R >> >>', extra=[obj, *more])


def coloured(space, *extra):
    return pdf(b'/S cs 1 scn 0 0 9 9 re f', '<< /ColorSpace << /S %s >> >>' % space, extra=extra)


def state(entries):
    return pdf(b'/G gs 0 0 0 0.3 k 0 0 9 9 re f', '<< /ExtGState << /G << %s >> >> >>' % entries)


def form(content, resources='<< >>', entries=None):
    return stream(content, {'Type': '/XObject', 'Subtype': '/Form', 'BBox': '[0 0 99 99]', 'Resources': resources,
                            **(entries or {})})


def type_set(font):
    return pdf(b'BT /F 14 Tf 9 9 Td (A) Tj ET', '<< /Font << /F %s >> >>' % font)


FUNCTION = '<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 0 0] /N 1 >>'
BOMB = zlib.compress(b' ' * (200 << 20), 9)
# name → PDF, code and words wanted (None: nothing at all), options
CASES = {
    'sound': (pdf(), None, None),
    'rgb operator': (pdf(b'1 0 0 rg 0 0 9 9 re f'), 'BX5021', 'RGB operator'),
    'rgb picture': (shown(image('/DeviceRGB')), 'BX5021', 'RGB in a picture of 16 × 16 pixels'),
    'rgb in a palette': (shown(image('[/Indexed /DeviceRGB 1 <000000FFFFFF>]')), 'BX5021', 'RGB in a picture'),
    'rgb profile': (coloured('[/ICCBased 5 0 R]', stream(b'', {'N': '3'})), 'BX5021', 'RGB in the page'),
    'cmyk profile': (coloured('[/ICCBased 5 0 R]', stream(b'', {'N': '4'})), 'BX5021', 'a profile of its own'),
    'lab': (coloured('[/Lab << /WhitePoint [0.9 1 0.8] >>]'), 'BX5021', 'Lab'),
    'rgb alternate': (coloured('[/Separation /Gold /DeviceRGB %s]' % FUNCTION), 'BX5021', 'RGB in the page'),
    'registration ink': (coloured('[/Separation /All /DeviceCMYK 5 0 R]', FUNCTION.replace('[0 0 0] /C1 [1 0 0]',
                         '[0 0 0 0] /C1 [1 1 1 1]')), 'BX5021', 'registration ink'),
    'rgb gradient': (pdf(b'/S sh', '<< /Shading << /S << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 9] '
                     '/Function %s >> >> >>' % FUNCTION), 'BX5021', 'RGB in a gradient'),
    'rgb pattern': (pdf(b'/Pattern cs /P scn 0 0 9 9 re f', '<< /Pattern << /P 5 0 R >> >>', extra=[
        stream(b'0 0 1 1 re f', {'PatternType': '1', 'PaintType': '1', 'TilingType': '1', 'BBox': '[0 0 9 9]',
               'XStep': '9', 'YStep': '9', 'Resources': '<< /ColorSpace << /X /CalRGB >> >>'})]), 'BX5021', 'RGB'),
    'rgb inline': (pdf(b'q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \x01\x02\x03 EI Q'), 'BX5021',
                   'inside the page description'),
    'rgb deep in forms': (shown(form(b'/Y Do', '<< /XObject << /Y 6 0 R >> >>'), form(b'0 1 0 rg 0 0 9 9 re f')),
                          'BX5021', 'RGB operator'),
    'form in itself': (shown(form(b'/X Do', '<< /XObject << /X 5 0 R >> >>')), 'BX5021', 'nested too deep'),
    'font not embedded': (type_set('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'), 'BX5021',
                          'font Helvetica is not embedded'),
    'type 3': (type_set('<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs '
                        '<< >> /Encoding << /Differences [] >> /FirstChar 65 /LastChar 64 /Widths [] >>'), 'BX5021',
               'is of Type 3'),
    'half transparent': (state('/ca 0.5'), None, None),
    'half transparent x1a': (state('/ca 0.5'), 'BX5021', 'half-transparent; PDF/X-1a', '--standard', 'x1a'),
    'blend mode x1a': (state('/BM /Multiply'), 'BX5021', 'a blend mode', '--standard', 'x1a'),
    'soft mask x1a': (shown(image('/DeviceGray', {'SMask': '6 0 R'}), image('/DeviceGray')), 'BX5021',
                      'a picture with a soft mask', '--standard', 'x1a'),
    'group x1a': (shown(form(b'', entries={'Group': '<< /S /Transparency >>'})), 'BX5021', 'transparency group',
                  '--standard', 'x1a'),
    'idle page group x1a': (pdf(page={'Group': '<< /S /Transparency /CS /DeviceRGB >>'}), None, None,
                            '--standard', 'x1a'),
    'blends in rgb': (pdf(b'/G gs 0 0 0 0.3 k 0 0 9 9 re f', '<< /ExtGState << /G << /ca 0.5 >> >> >>',
                          {'Group': '<< /S /Transparency /CS /DeviceRGB >>'}), 'BX5021', 'RGB to blend in'),
    'transfer function': (state('/TR /Identity'), 'BX5021', 'a transfer function'),
    'layer off': (pdf(b'/OC /L BDC 0 0 9 9 re f EMC', '<< /Properties << /L 5 0 R >> >>', catalog={
        'OCProperties': '<< /OCGs [5 0 R] /D << /OFF [5 0 R] >> >>'}, extra=['<< /Type /OCG /Name (x) >>']),
        'BX5021', 'switched off'),
    'script': (pdf(catalog={'OpenAction': '<< /S /JavaScript /JS (1) >>'}), 'BX5021', 'the file has OpenAction'),
    'script by name': (pdf(catalog={'Names': '<< /JavaScript << /Names [] >> >>'}), 'BX5021', 'has JavaScript'),
    'form fields': (pdf(catalog={'AcroForm': '<< /Fields [] >>'}), 'BX5021', 'the file has AcroForm'),
    'annotation': (pdf(page={'Annots': '[<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] >>]'}), 'BX5021',
                   'a FreeText annotation'),
    'link': (pdf(page={'Annots': '[<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>]'}), None, None),
    'hairline': (pdf(b'0 0 0 1 K 0.1 w 0 0 m 9 9 l S'), 'BX5021', 'a stroke under 0.25 pt'),
    'knocked out black': (pdf(b'0 0 0 1 K 1 w 0 0 m 9 9 l S'), 'BX5021', 'does not overprint'),
    'too much ink': (pdf(b'1 0.9 0.8 0.4 k 0 0 9 9 re f'), 'BX5021', '310 % of ink in all'),
    'few pixels': (pdf(b'q 60 0 0 60 5 5 cm /X Do Q', '<< /XObject << /X 5 0 R >> >>',
                       extra=[image('/DeviceGray')]), 'BX5021', '19 ppi as it is printed'),
    'many pixels': (pdf(b'q 1 0 0 1 5 5 cm /X Do Q', '<< /XObject << /X 5 0 R >> >>', extra=[image('/DeviceCMYK')]),
                    None, None),
    'a palette of inks': (shown(image('[/Indexed /DeviceCMYK 1 <0000000000FF00FF>]')), None, None),
    'spot inks': (pdf(b'/N cs 1 0 scn 0 0 9 9 re f', '<< /ColorSpace << /N [/DeviceN [/Gold /Leaf] /DeviceCMYK 5 0 R] '
                  '>> >>', extra=[stream(b'{ pop 0 0 3 -1 roll 0 }', {'FunctionType': '4', 'Domain': '[0 1 0 1]',
                                  'Range': '[0 1 0 1 0 1 0 1]'})]), None, None),
    'grey alternate': (coloured('[/Separation /Gold /DeviceGray %s]' %
                                FUNCTION.replace('0 0 0', '1').replace('1 0 0', '0')),
                       'BX5021', 'has no CMYK alternate'),
    'unreadable': (pdf(b'0 0 9 9 re f ]'), 'BX5021', 'PP-18'),
    'unpaired': (pdf(b'q 0 0 9 9 re f'), 'BX5021', 'q and Q do not pair'),
    'damaged': (pdf()[:-60], 'BX5020', 'cannot be placed'),
    'no page of that number': ((pdf(), '{file: ads/x.pdf, page: 2}'), 'BX5020', 'no page of that number'),
    'bomb': (pdf(contents=stream(BOMB, {'Filter': '/FlateDecode'})), 'BX5020', 'over 64 MiB'),
    'bomb in a bomb': (pdf(contents=stream(zlib.compress(BOMB), {'Filter': '[/FlateDecode /FlateDecode]'})), 'BX5020',
                       'over 64 MiB'),
    'no size': (pdf(page={'MediaBox': '[0 0 0 0]'}), 'BX5020', 'has no size'),
    'too wide': (pdf(page={'MediaBox': '[0 0 420 71.5]'}), 'BX3030', 'printed at 77 %, with white at two sides'),
    'too large': (pdf(page={'MediaBox': '[0 0 360 79.444]'}), 'BX3030', 'printed at 90 %'),
    'cut off': ((pdf(page={'MediaBox': '[0 0 420 71.5]'}), '{file: ads/x.pdf, fit: fill}'), 'BX3030',
                'printed at 100 %, cut off at two sides'),
}


def lay_out(folder, data, entry='ads/x.pdf', bleed=''):
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in {'issue.yaml': ISSUE % entry, 'layouts/p.yaml': LAYOUT % bleed, 'articles/a.md': ARTICLE}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf8')
    (folder / 'ads').mkdir()
    (folder / 'ads' / 'x.pdf').write_bytes(data)


def build(banxin, folder, *options):
    """Exit code, diagnostics of the advertisement, the file."""
    out = folder.with_suffix('.pdf')
    out.unlink(missing_ok=True)
    done = subprocess.run([banxin, 'build', folder, '-o', out, *options], capture_output=True, text=True, timeout=60,
                          env=dict(os.environ, LC_ALL='C.UTF-8'))
    said = [l for l in done.stderr.split('\n') if re.search(r'(error|warning)\[BX(5\d|303)\d+\]', l)]
    return done.returncode, said, out


def check(banxin, work, name, case):
    data, code, words, *options = case
    data, entry = data if isinstance(data, tuple) else (data, 'ads/x.pdf')
    folder = work / name.replace(' ', '-')
    lay_out(folder, data, entry)
    status, said, out = build(banxin, folder, *options)
    if code is None:
        assert not said and status == 0, 'said:\n  ' + '\n  '.join(said)
        subprocess.run(['qpdf', '--check', out], check=True, capture_output=True)
        return
    hits = [l for l in said if code in l and words in l]
    assert hits, 'no %s with “%s”:\n  %s' % (code, words, '\n  '.join(said))
    assert all('issue.yaml:6:1' in l and 'ads/x.pdf' in l for l in hits), 'no place or file: ' + hits[0]
    is_error = code != 'BX3030'
    assert status == is_error and out.exists() != is_error, 'exit %d, file %s' % (status, out.exists())
    if is_error:  # a proof is made whatever is wrong
        status, _, out = build(banxin, folder, '--profile', 'proof', *options)
        assert status == 1 and out.exists(), 'no proof'
        subprocess.run(['qpdf', '--check', out], check=True, capture_output=True)


def picture(pdf_file):
    return subprocess.run(['pdftoppm', '-r', '72', '-singlefile', '-aa', 'no', pdf_file], check=True,
                          capture_output=True).stdout


def check_turns(banxin, work):
    """The same drawing on pages turned every way, with boxes off the origin, and in another unit."""
    turned = {0: ('324 71.5', '1 0 0 1 0 0'), 90: ('71.5 324', '0 1 -1 0 71.5 0'),
              180: ('324 71.5', '-1 0 0 -1 324 71.5'), 270: ('71.5 324', '0 -1 1 0 0 324')}
    looks = {}
    for turn, (size, matrix) in turned.items():
        w, h = map(float, size.split())
        page = {'Rotate': str(turn), 'MediaBox': '[-20 -30 %g %g]' % (w + 50, h + 60),
                'TrimBox': '[7 11 %g %g]' % (w + 7, h + 11)}
        content = b'1 0 0 1 7 11 cm ' + matrix.encode() + b' cm ' + DRAWING
        lay_out(work / 'turn', pdf(content, page=page))
        status, said, out = build(banxin, work / 'turn', '--profile', 'proof')
        assert status == 0 and not said, said
        looks[turn] = picture(out)
    half = b'0.5 0 0 0.5 0 0 cm ' + DRAWING
    lay_out(work / 'turn', pdf(half, page={'UserUnit': '2', 'MediaBox': '[0 0 162 35.75]'}))
    looks['unit'] = picture(build(banxin, work / 'turn', '--profile', 'proof')[2])
    for turn, look in looks.items():
        n = sum(a != b for a, b in zip(look, looks[0]))
        assert len(look) == len(looks[0]) and n < 300, 'turned by %s: %d bytes differ' % (turn, n)
    assert len(set(looks[0])) > 3, 'nothing is seen of it'


def check_bleed(banxin, work):
    bleed = ', bleed: [left, top]'
    for page, wanted in (({}, True), ({'MediaBox': '[-30 -30 354 101.5]', 'TrimBox': '[0 0 324 71.5]'}, False)):
        lay_out(work / 'bleed', pdf(page=page), bleed=bleed)
        said = build(banxin, work / 'bleed')[1]
        for side in ('left', 'top'):
            hits = [l for l in said if 'BX3030' in l and 'of bleed at its %s' % side in l]
            assert bool(hits) == wanted, '%s: %s' % (side, said)


def check_encrypted(banxin, work):
    plain, locked = work / 'plain.pdf', work / 'locked.pdf'
    plain.write_bytes(pdf())
    for user, words in (('', 'encrypted'), ('secret', 'password')):
        subprocess.run(['qpdf', '--encrypt', user, 'owner', '256', '--', plain, locked], check=True)
        lay_out(work / 'encrypted', locked.read_bytes())
        status, said, _ = build(banxin, work / 'encrypted')
        assert status == 1 and any('BX5020' in l and words in l for l in said), said


def check_plan(banxin, work):
    """A proposed page keeps off the places of advertisements, and builds."""
    folder = work / 'plan'
    lay_out(folder, pdf(), 'ads/x.pdf')
    sample = pathlib.Path(__file__).resolve().parents[2] / 'samples' / 'sikai-4p' / 'articles'
    stories = {'02-bus': 'lead', '06-valve': 'second', '11-school': 'news', '03-ten': 'news', '04-rain': 'brief',
               '09-live': 'brief'}
    (folder / 'articles' / 'a.md').unlink()
    for name in stories:
        shutil.copy(sample / (name + '.md'), folder / 'articles')
    for layout in ('p', 'q'):
        (folder / 'issue.yaml').write_text(
            'issue: 1\ntitle: 试报\npages:\n  - layout: %s\n    ads: {foot: ads/x.pdf}\n    stories:\n' % layout
            + ''.join('      - {file: articles/%s.md, rank: %s}\n' % pair for pair in stories.items()), encoding='utf8')
        (folder / 'layouts' / 'p.yaml').write_text(
            'layout: 1\nbase: sikai-4x17\nads: {foot: {cols: [3, 2], rows: [60, 19]}}\n', encoding='utf8')
        if layout == 'p':
            out = folder / 'layouts' / 'q.yaml'
            subprocess.run([banxin, 'plan', folder, '-o', out], check=True, capture_output=True, timeout=60)
    status, said, _ = build(banxin, folder)
    errors = [l for l in said if 'error' in l]
    assert status == 0 and not errors, said


def main():
    banxin, work = sys.argv[1], pathlib.Path(sys.argv[2])
    work.mkdir(parents=True, exist_ok=True)
    failed = 0
    tests = {name: lambda c=case, n=name: check(banxin, work, n, c) for name, case in CASES.items()}
    tests.update({'turns': lambda: check_turns(banxin, work), 'bleed': lambda: check_bleed(banxin, work),
                  'encrypted': lambda: check_encrypted(banxin, work), 'plan': lambda: check_plan(banxin, work)})
    for name, test in tests.items():
        try:
            test()
        except (AssertionError, subprocess.SubprocessError) as error:
            failed += 1
            print('%s: %s' % (name, error))
    print('%d cases, %d failed' % (len(tests), failed))
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
